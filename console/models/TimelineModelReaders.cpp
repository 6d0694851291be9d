// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TimelineModel that knows who has seen what.
#include "console/models/TimelineModel.h"

#include <QtCore/QCollator>

#include <algorithm>

namespace lectern {

void TimelineModel::setReaders(const QList<Participant> &present)
{
    m_marks.setPresent(withPlaces(present));
    tellSeenChanged(0, rowCount());
}

void TimelineModel::addReaders(const QList<Participant> &people)
{
    const auto placed = withPlaces(people);
    for (const auto &person : placed)
        m_marks.enter(person);
    tellSeenChanged(0, rowCount());
}

void TimelineModel::removeReaders(const QList<Participant> &people)
{
    for (const auto &person : people)
        m_marks.leave(person.id);
    tellSeenChanged(0, rowCount());
}

void TimelineModel::moveReadMarks(const QList<Participant> &people)
{
    ReadMarks::Span span;
    for (const auto &person : people)
        span = span.united(m_marks.read(person.id, person.readSeq.value_or(0)));
    tellSeen(span);
}

QList<Reader> TimelineModel::readersOf(const QString &key) const
{
    const auto *entry = this->entry(key);
    if (!entry || seen(*entry).of == 0) return {};
    auto readers = entry->audience == TimelineEntry::Audience::OnePerson
                       ? m_marks.one(entry->seq, entry->target)
                       : m_marks.everyone(entry->seq, entry->sender);
    QCollator collator;
    collator.setNumericMode(true);
    std::ranges::sort(readers, [&collator](const Reader &a, const Reader &b) {
        return a.seen != b.seen ? b.seen : collator.compare(a.name, b.name) < 0;
    });
    return readers;
}

ReadMarks::Count TimelineModel::seen(const TimelineEntry &entry) const
{
    if (entry.seq == 0 || entry.epoch != m_epoch) return {};
    switch (entry.audience) {
    case TimelineEntry::Audience::Everyone:
        return m_marks.ofEveryone(entry.seq, entry.sender);
    case TimelineEntry::Audience::OnePerson:
        return m_marks.ofOne(entry.seq, entry.target);
    case TimelineEntry::Audience::Teachers:
        break;
    }
    return {};
}

QString TimelineModel::seenText(const TimelineEntry &entry) const
{
    const auto count = seen(entry);
    if (count.of == 0) return {};
    if (entry.audience == TimelineEntry::Audience::OnePerson)
        return count.seen > 0 ? tr("Seen") : tr("Not seen yet");
    return tr("Seen by %1 of %2").arg(count.seen).arg(count.of);
}

qint64 TimelineModel::seqOf(const QString &id) const
{
    const auto *entry = entryAt(m_log.rowOfId(id));
    return entry && entry->epoch == m_epoch ? entry->seq : 0;
}

QList<Participant> TimelineModel::withPlaces(QList<Participant> people) const
{
    for (auto &person : people) {
        const auto seq = person.readSeq ? 0 : seqOf(person.lastReadMessage);
        if (seq > 0) person.readSeq = seq;
    }
    return people;
}

void TimelineModel::tellSeen(const ReadMarks::Span &span)
{
    if (span.isEmpty()) return;
    const auto [first, end] = m_log.rowsBetween(m_epoch, span.after, span.upTo);
    tellSeenChanged(first, end);
}

void TimelineModel::tellSeenChanged(int first, int end)
{
    if (first >= end) return;
    Q_EMIT dataChanged(index(first), index(end - 1),
                       {SeenRole, ReadersRole, SeenTextRole, Qt::AccessibleDescriptionRole});
}

} // namespace lectern
