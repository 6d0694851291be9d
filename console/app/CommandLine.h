// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>

#include <expected>

namespace lectern {

/// What the console was started with.
struct CommandLine
{
    QString server;
    QString user;
    QString room;
    QString language;
    QString plan; ///< a lesson plan to open
    bool passwordFromStdin = false;

    /// What is to be printed before the program ends: a mistake, the version or the help.
    struct Ending
    {
        QString text;
        int exitCode = 0; ///< 2 for a mistake
    };

    /// `arguments` begins with the program's name.
    static std::expected<CommandLine, Ending> parse(const QStringList &arguments);
};

} // namespace lectern
