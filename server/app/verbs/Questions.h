// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/app/verbs/Verbs.h"

namespace lectern::verbs {

/// Somebody at the keyboard, who is asked in Korean and English.
class Questions
{
public:
    explicit Questions(Terminal &terminal)
        : m_terminal(terminal)
    {
    }

    /// Whether there is anybody: the program's own input is a terminal.
    static bool canBeAsked();

    /// The answer, or `otherwise` for an empty one.
    QString ask(const QString &question, const QString &otherwise);
    /// Without showing what is typed.
    QString askSecret(const QString &question);

private:
    QString readLine();

    Terminal &m_terminal;
};

} // namespace lectern::verbs
