// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/TimelineLog.h"

#include <algorithm>
#include <limits>

namespace lectern {

namespace {

using Place = std::pair<int, qint64>; ///< epoch and seq

Place placeIn(const TimelineEntry &entry)
{
    constexpr Place kBelowTheLog{std::numeric_limits<int>::max(), 0};
    return entry.seq == 0 ? kBelowTheLog : Place{entry.epoch, entry.seq};
}

int rowBehind(const QList<TimelineEntry> &entries, const Place &place)
{
    const auto behind = std::ranges::upper_bound(entries, place, {}, placeIn);
    return static_cast<int>(std::distance(entries.begin(), behind));
}

/// The newest are asked for most.
template <typename Fits> int lastRow(const QList<TimelineEntry> &entries, Fits fits)
{
    for (auto row = static_cast<int>(entries.size()) - 1; row >= 0; --row) {
        if (fits(entries.at(row))) return row;
    }
    return -1;
}

} // namespace

int TimelineLog::rowOf(const QString &key) const
{
    return lastRow(m_entries, [&key](const TimelineEntry &entry) { return entry.key == key; });
}

int TimelineLog::rowOfId(const QString &id) const
{
    if (id.isEmpty() || !m_ids.contains(id)) return -1;
    return lastRow(m_entries, [&id](const TimelineEntry &entry) { return entry.id == id; });
}

int TimelineLog::rowOfPendingRef(const QString &ref) const
{
    if (ref.isEmpty()) return -1;
    return lastRow(m_entries, [&ref](const TimelineEntry &entry) {
        return entry.state != TimelineEntry::State::Sent && entry.ref == ref;
    });
}

int TimelineLog::placeFor(int epoch, qint64 seq) const
{
    return seq == 0 ? size() : rowBehind(m_entries, {epoch, seq});
}

int TimelineLog::placeOf(int row) const
{
    const auto begin = m_entries.begin();
    const auto self = begin + row;
    const auto above =
        std::upper_bound(begin, self, placeIn(*self),
                         [](const Place &place, const auto &entry) { return place < placeIn(entry); });
    if (above != self) return static_cast<int>(std::distance(begin, above));
    const auto below =
        std::lower_bound(self + 1, m_entries.end(), placeIn(*self),
                         [](const auto &entry, const Place &place) { return placeIn(entry) < place; });
    return static_cast<int>(std::distance(begin, below)) - 1;
}

std::pair<int, int> TimelineLog::rowsBetween(int epoch, qint64 after, qint64 upTo) const
{
    return {rowBehind(m_entries, {epoch, after}), rowBehind(m_entries, {epoch, upTo})};
}

void TimelineLog::insert(int row, TimelineEntry entry)
{
    if (!entry.id.isEmpty()) m_ids.insert(entry.id);
    m_entries.insert(row, std::move(entry));
}

void TimelineLog::removeAt(int row)
{
    m_ids.remove(m_entries.at(row).id);
    m_entries.removeAt(row);
}

void TimelineLog::removeFirst(int count)
{
    for (int row = 0; row < count; ++row)
        m_ids.remove(m_entries.at(row).id);
    m_entries.remove(0, count);
}

void TimelineLog::setId(int row, const QString &id)
{
    m_entries[row].id = id;
    m_ids.insert(id);
}

void TimelineLog::clear()
{
    m_entries.clear();
    m_ids.clear();
}

} // namespace lectern
