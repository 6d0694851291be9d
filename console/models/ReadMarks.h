// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

#include <QtCore/QHash>

#include <vector>

namespace lectern {

/// A student who counts for a message.
struct Reader
{
    QString id;
    QString name;
    bool seen = false;

    bool operator==(const Reader &) const = default;
};

/// How far each student of a class has read. Teachers do not count. A mark never goes back; what a student
/// writes, they have read. Counting costs a binary search, however many people and messages there are.
class ReadMarks
{
public:
    struct Count
    {
        int seen = 0;
        int of = 0; ///< 0: there is nothing to say

        bool operator==(const Count &) const = default;
    };

    /// The numbers for which a count has changed: beyond `after`, up to and with `upTo`.
    struct Span
    {
        qint64 after = 0;
        qint64 upTo = 0;

        bool isEmpty() const { return upTo <= after; }
        Span united(const Span &other) const;
    };

    /// Forgets how far everybody has read: the numbering has begun anew.
    void forgetMarks();
    void clear();

    /// Who is in the class; everybody else is away. Their marks come along.
    void setPresent(const QList<Participant> &people);
    void enter(const Participant &person);
    void leave(const QString &personId);
    Span read(const QString &personId, qint64 seq);
    /// For a mark of which only the message is known: it counts once placed() tells the number.
    void read(const QString &personId, const QString &messageId);
    Span placed(const QString &messageId, qint64 seq);

    /// Of a message to everyone: the students who are here, without its sender.
    Count ofEveryone(qint64 seq, const QString &sender) const;
    QList<Reader> everyone(qint64 seq, const QString &sender) const;
    /// Of a message to one person, here or not; nothing to say about someone who is no student.
    Count ofOne(qint64 seq, const QString &personId) const;
    QList<Reader> one(qint64 seq, const QString &personId) const;

private:
    struct Student
    {
        QString name;
        qint64 readUpTo = 0;
        bool present = false;
    };

    void take(const Participant &person);
    void setPresent(Student &student, bool present);

    QHash<QString, Student> m_students;
    std::vector<qint64> m_presentMarks;      ///< ascending
    QMultiHash<QString, QString> m_unplaced; ///< people by the message that they have read
};

} // namespace lectern
