// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Envelope.h"
#include "server/domain/RoomTally.h"
#include "server/domain/Session.h"
#include "server/domain/Veil.h"

#include <QtCore/QHash>
#include <QtCore/QList>

#include <memory>
#include <vector>

namespace lectern {

/// A session in a room, from enter() to its end.
struct Line
{
    Session *session = nullptr; ///< null once it has ended; whoever still holds the line stops then
    bool welcomed = false;
    PersonType type = PersonType::Student;
    PersonType audience = PersonType::Student; ///< policy::audienceOf()
    QString userId;
    QDateTime since;                  ///< connected since then
    QString address;                  ///< connected from there
    quint64 welcomedAt = 0;           ///< by the room's count of moments
    quint64 joinsSeen = 0;            ///< how many joins of the room its welcome has told it of
    std::vector<EnvelopePtr> pending; ///< numbered messages that came before the welcome
    bool resolving = false;           ///< an attachment is being looked up; what comes after it waits
    QList<Message> waiting;
};

using LinePtr = std::shared_ptr<Line>;

/// The sessions of a room on this node, and the way of a message to all whom it is for.
class Lines
{
public:
    /// The tally is told of every delivery; it outlives this.
    Lines(const RoomInfo &room, RoomTally &tally)
        : m_tally(tally)
        , m_veil(room)
    {
    }

    /// The room has changed: who hears what, and what is kept from students.
    void follow(const RoomInfo &room);

    LinePtr add(Session *session, const QString &userId, PersonType type, PersonType audience);
    void remove(Session *session);
    LinePtr find(const Session *session) const { return m_bySession.value(session); }
    LinePtr ofUser(const QString &userId) const { return m_byUser.value(userId); }

    const std::vector<LinePtr> &all() const { return m_all; }
    bool isEmpty() const { return m_all.empty(); }

    /// To this one, as far as they are told of it.
    void hand(const Line &line, const EnvelopePtr &envelope) const;

    /// The people as this one is told of them.
    QList<Participant> asSeenBy(const Line &line, QList<Participant> people) const;

    /// To everyone whom the message is for. Who is not welcomed yet gets numbered messages later.
    void deliver(const EnvelopePtr &envelope) const;

    /// That many were given this message by other ways.
    void count(const Message &message, quint64 sessions) const { m_tally.delivered(message, sessions); }

private:
    RoomTally &m_tally;
    Veil m_veil;
    std::vector<LinePtr> m_all;
    QHash<const Session *, LinePtr> m_bySession;
    QHash<QString, LinePtr> m_byUser;
};

} // namespace lectern
