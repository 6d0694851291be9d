// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Store.h"

#include "common/protocol/Ulid.h"
#include "server/domain/ports/Erasure.h"

#include <algorithm>

namespace lectern::house {

/// Takes a person's words out of the log, and their place away.
class Erasures : public Erasure
{
public:
    Erasures(Log &log, Store &store)
        : m_log(log)
        , m_store(store)
    {
    }

    QFuture<Result<Traces>> look(QString roomId, QString personId) override
    {
        return later<Traces>(traces(roomId, personId));
    }

    QFuture<Result<Erased>> erase(QString roomId, QString personId, Person by) override
    {
        Erased erased;
        erased.traces = traces(roomId, personId);
        if (erased.traces.isEmpty()) return later<Erased>(erased);
        m_store.members[roomId].removeIf([&](const Member &m) { return m.person.id == personId; });
        auto &log = m_log.rooms[roomId];
        const QList<Message> before = log;
        log.removeIf([&](const Message &m) { return m.sender == personId; });
        if (m_store.rooms.value(roomId).history) {
            erased.entries = {entry(roomId, personId, {QStringLiteral("system"), {}, PersonType::System})};
            for (const Message &message : before)
                if (message.sender == personId) erased.entries += entry(roomId, message.id, by);
            for (Message &told : erased.entries) {
                told.seq = log.isEmpty() ? before.size() + 1 : std::max(log.last().seq, before.size()) + 1;
                log += told;
            }
        }
        return later<Erased>(erased);
    }

private:
    Traces traces(const QString &roomId, const QString &personId) const
    {
        Traces found;
        for (const Message &message : m_log.rooms.value(roomId))
            if (message.sender == personId) ++found.messages;
        for (const Member &member : m_store.members.value(roomId))
            found.place |= member.person.id == personId;
        return found;
    }

    static Message entry(const QString &roomId, const QString &refers, const Person &by)
    {
        Message message;
        message.roomId = roomId;
        message.type = MessageType::Delete;
        message.sender = by.id;
        message.senderName = by.name;
        message.senderType = by.type;
        message.refers = refers;
        message.id = newUlid();
        message.sentAt = QDateTime::currentDateTimeUtc();
        return message;
    }

    Log &m_log;
    Store &m_store;
};

} // namespace lectern::house
