// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/TimelineEntry.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QModelIndex>
#include <QtCore/QStringList>

namespace lectern {

/// What stands around a message of the timeline.
class TimelineWords
{
    Q_DECLARE_TR_FUNCTIONS(lectern::TimelineWords)

public:
    /// Who, when, and to whom.
    static QString header(const TimelineEntry &entry);
    /// How far it is, or who has seen it.
    static QString footer(const QModelIndex &index);
    /// What can be done about it, beside the footer: nothing, one thing, or two.
    static QStringList actions(const TimelineEntry &entry);
    /// In place of a picture that is not there, or as what is said of a file: its size once it is there.
    static QString file(const TimelineEntry &entry);
    /// The names of those who have not seen it.
    static QString missing(const QModelIndex &index);
};

} // namespace lectern
