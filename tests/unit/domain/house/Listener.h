// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Later.h"

#include "server/domain/Session.h"

namespace lectern::house {

/// A person at the other end: keeps what they were sent.
class Listener : public Session
{
public:
    QList<Message> heard;
    int closed = 0; ///< the close code; 0: still open

    void deliver(const EnvelopePtr &envelope) override { heard.append(envelope->message()); }
    void end(CloseCode code, const payload::Bye &) override { closed = int(code); }

    QList<Message> of(MessageType type) const
    {
        QList<Message> found;
        for (const auto &message : heard)
            if (message.type == type) found.append(message);
        return found;
    }
    QStringList texts() const
    {
        QStringList found;
        for (const auto &message : heard)
            if (const auto *text = payloadOf<payload::Text>(message)) found.append(text->text);
        return found;
    }
    bool welcomed() const { return !of(MessageType::Welcome).isEmpty(); }
    payload::Welcome welcome() const { return *payloadOf<payload::Welcome>(of(MessageType::Welcome).last()); }
    QStringList seen(MessageType type) const ///< names in join and leave frames
    {
        QStringList names;
        for (const auto &message : of(type))
            for (const auto &person : payloadOf<payload::People>(message)->participants)
                names.append(person.name);
        return names;
    }
};

} // namespace lectern::house
