// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

namespace lectern {

/// What one look at the system found.
struct Finding
{
    enum class Level { Fine, Warning, Wrong };

    Level level = Level::Fine;
    QString subject; ///< the configuration's key where there is one
    QString what;    ///< what is so
    QString remedy;  ///< what to do; empty where all is fine

    static Finding fine(const QString &subject, const QString &what)
    {
        return {Level::Fine, subject, what, {}};
    }
    static Finding warning(const QString &subject, const QString &what, const QString &remedy)
    {
        return {Level::Warning, subject, what, remedy};
    }
    static Finding wrong(const QString &subject, const QString &what, const QString &remedy)
    {
        return {Level::Wrong, subject, what, remedy};
    }
};

using Findings = QList<Finding>;

} // namespace lectern
