// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

#include <random>

namespace lectern::bench {

/// What a class says on one school day: six lessons, a teacher, 30 students; about a thousand messages as the
/// log keeps them. Made of the same numbers each time, so that figures can be compared.
class ClassDay
{
public:
    ClassDay();

    const QList<Message> &messages() const { return m_messages; }

    /// The first frame that somebody gets who enters a room with so many people in it.
    Message welcome(int people);

private:
    struct Speaker
    {
        QString id;
        QString name;
        PersonType type;
    };

    void holdLesson(int lesson);
    void say(const Speaker &speaker, const QString &text);
    void show(const QString &caption);
    void ask();
    Message begun(const Speaker &speaker, MessageType type);

    int below(int limit) { return int(m_random() % unsigned(limit)); }
    const QString &one(const QStringList &list) { return list.at(below(int(list.size()))); }
    QString passage(int sentences);
    QString id();
    QString hex(int digits);
    const Speaker &student() { return m_people.at(1 + below(int(m_people.size()) - 1)); }

    std::mt19937 m_random{20'261'121};
    QDateTime m_clock;
    QList<Speaker> m_people; ///< the teacher first
    QList<Message> m_messages;
};

} // namespace lectern::bench
