// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/TimelineEntry.h"

#include <QtCore/QList>
#include <QtCore/QSet>

namespace lectern {

/// The entries of a timeline in their order: the log by epoch and seq, and below it, as they came, those that
/// have no place in it yet (seq 0). Who changes an entry's epoch or seq moves it to placeOf() at once.
class TimelineLog
{
public:
    int size() const { return static_cast<int>(m_entries.size()); }
    const TimelineEntry &at(int row) const { return m_entries.at(row); }
    TimelineEntry &operator[](int row) { return m_entries[row]; }

    /// Rows; -1 for what is not there.
    int rowOf(const QString &key) const;
    int rowOfId(const QString &id) const;
    /// Of an own message that is not known to be stored.
    int rowOfPendingRef(const QString &ref) const;

    /// Where a new entry of that number belongs.
    int placeFor(int epoch, qint64 seq) const;
    /// Where the one in that row belongs, counted without it, when all others are in order.
    int placeOf(int row) const;
    /// The first row, and the one behind the last, with numbers beyond `after` up to and with `upTo`.
    std::pair<int, int> rowsBetween(int epoch, qint64 after, qint64 upTo) const;

    void insert(int row, TimelineEntry entry);
    void removeAt(int row);
    void removeFirst(int count);
    void move(int from, int to) { m_entries.move(from, to); }
    /// The id becomes known by an acknowledgement, or by the message itself.
    void setId(int row, const QString &id);
    void clear();

private:
    QList<TimelineEntry> m_entries;
    QSet<QString> m_ids;
};

} // namespace lectern
