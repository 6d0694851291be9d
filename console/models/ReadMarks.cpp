// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/ReadMarks.h"

#include <algorithm>

namespace lectern {

ReadMarks::Span ReadMarks::Span::united(const Span &other) const
{
    if (isEmpty()) return other;
    if (other.isEmpty()) return *this;
    return {std::min(after, other.after), std::max(upTo, other.upTo)};
}

void ReadMarks::forgetMarks()
{
    for (auto &student : m_students)
        student.readUpTo = 0;
    std::ranges::fill(m_presentMarks, 0);
    m_unplaced.clear();
}

void ReadMarks::clear()
{
    m_students.clear();
    m_presentMarks.clear();
    m_unplaced.clear();
}

void ReadMarks::setPresent(const QList<Participant> &people)
{
    for (auto &student : m_students)
        student.present = false;
    m_presentMarks.clear();
    for (const auto &person : people)
        enter(person);
}

void ReadMarks::enter(const Participant &person)
{
    if (person.type != PersonType::Student) return;
    auto &student = m_students[person.id];
    student.name = person.name;
    setPresent(student, true);
    if (person.readSeq)
        read(person.id, *person.readSeq);
    else
        read(person.id, person.lastReadMessage);
}

void ReadMarks::leave(const QString &personId)
{
    const auto student = m_students.find(personId);
    if (student != m_students.end()) setPresent(*student, false);
}

void ReadMarks::setPresent(Student &student, bool present)
{
    if (student.present == present) return;
    student.present = present;
    const auto place = std::ranges::lower_bound(m_presentMarks, student.readUpTo);
    if (present)
        m_presentMarks.insert(place, student.readUpTo);
    else
        m_presentMarks.erase(place);
}

ReadMarks::Span ReadMarks::read(const QString &personId, qint64 seq)
{
    const auto student = m_students.find(personId);
    if (student == m_students.end() || seq <= student->readUpTo) return {};
    const Span span{student->readUpTo, seq};
    const bool present = student->present;
    setPresent(*student, false);
    student->readUpTo = seq;
    setPresent(*student, present);
    return span;
}

void ReadMarks::read(const QString &personId, const QString &messageId)
{
    if (!messageId.isEmpty() && !m_unplaced.contains(messageId, personId))
        m_unplaced.insert(messageId, personId);
}

ReadMarks::Span ReadMarks::placed(const QString &messageId, qint64 seq)
{
    Span span;
    const auto people = m_unplaced.values(messageId);
    for (const auto &personId : people)
        span = span.united(read(personId, seq));
    m_unplaced.remove(messageId);
    return span;
}

ReadMarks::Count ReadMarks::ofEveryone(qint64 seq, const QString &sender) const
{
    const auto unseen = std::ranges::lower_bound(m_presentMarks, seq) - m_presentMarks.begin();
    const auto here = std::ssize(m_presentMarks);
    Count count{static_cast<int>(here - unseen), static_cast<int>(here)};
    if (const auto author = m_students.value(sender); author.present) {
        --count.of;
        if (author.readUpTo >= seq) --count.seen;
    }
    return count;
}

QList<Reader> ReadMarks::everyone(qint64 seq, const QString &sender) const
{
    QList<Reader> readers;
    for (const auto &[id, student] : m_students.asKeyValueRange()) {
        if (student.present && id != sender) readers.append({id, student.name, student.readUpTo >= seq});
    }
    return readers;
}

ReadMarks::Count ReadMarks::ofOne(qint64 seq, const QString &personId) const
{
    const auto student = m_students.constFind(personId);
    if (student == m_students.cend()) return {};
    return {student->readUpTo >= seq ? 1 : 0, 1};
}

QList<Reader> ReadMarks::one(qint64 seq, const QString &personId) const
{
    const auto student = m_students.constFind(personId);
    if (student == m_students.cend()) return {};
    return {{personId, student->name, student->readUpTo >= seq}};
}

} // namespace lectern
