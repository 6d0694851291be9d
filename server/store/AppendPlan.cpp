// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/AppendPlan.h"

#include "server/domain/Policy.h"
#include "server/store/EvidenceChain.h"

namespace lectern {

using namespace Qt::StringLiterals;

void AppendPlan::knowRef(const MessageRow &row)
{
    m_byRef.insert({row.roomId, row.sender, row.ref}, row.message());
}

void AppendPlan::knowTarget(const MessageRow &row)
{
    m_targets.insert({row.roomId, row.id}, row);
}

Result<MessageLog::Appended> AppendPlan::take(Message message)
{
    const auto room = m_rooms.find(message.roomId);
    if (room == m_rooms.end())
        return problem(ErrorCode::RoomNotFound, u"There is no room %1."_s.arg(message.roomId));
    if (!room->history)
        return problem(ErrorCode::Internal, u"Room %1 keeps no history."_s.arg(message.roomId));

    if (!message.ref.isEmpty()) {
        const auto stored = m_byRef.constFind(RefKey{message.roomId, message.sender, message.ref});
        if (stored != m_byRef.cend()) return MessageLog::Appended{*stored, true};
    }
    if (m_taken.contains(IdKey{message.roomId, message.id}))
        return problem(ErrorCode::BadRequest, u"The id of the message is taken."_s);
    if (policy::amends(message.type)) {
        MessageRow *about = target(message);
        if (!about)
            return problem(ErrorCode::MessageNotFound,
                           u"There is no message %1 in this room."_s.arg(message.refers));
        if (message.type == MessageType::Delete) remove(*about, *room);
    }
    message.seq = room->seq + 1;
    insert(message, *room);
    return MessageLog::Appended{std::move(message), false};
}

Message AppendPlan::note(Message entry)
{
    RoomEnd &end = m_rooms[entry.roomId];
    entry.seq = end.seq + 1;
    insert(entry, end);
    return entry;
}

Message AppendPlan::supersede(MessageRow older, Message deletion)
{
    blank(older, m_rooms[older.roomId]);
    m_blanked.append(std::move(older));
    return note(std::move(deletion));
}

MessageRow *AppendPlan::target(const Message &message)
{
    const IdKey key{message.roomId, message.refers};
    const auto taken = m_taken.constFind(key);
    const auto known = m_targets.find(key);
    MessageRow *found = nullptr;
    if (taken != m_taken.cend())
        found = &m_inserted[*taken];
    else if (known != m_targets.end())
        found = &*known;
    const auto type = found ? messageTypeFromString(found->type) : std::nullopt;
    return type && !found->deleted && !policy::amends(*type) ? found : nullptr;
}

void AppendPlan::remove(MessageRow &target, RoomEnd &end)
{
    const IdKey key{target.roomId, target.id};
    blank(target, end);
    if (!m_taken.contains(key)) m_blanked.append(target);
    for (MessageRow &entry : m_entries[key]) {
        blank(entry, end);
        m_blanked.append(entry);
    }
    for (MessageRow &row : m_inserted)
        if (row.type == wireName(MessageType::Attachment) && row.roomId == target.roomId &&
            row.refers == target.id)
            blank(row, end);
}

void AppendPlan::blank(MessageRow &row, RoomEnd &end)
{
    end.grownBy -= row.bytes();
    row.blank();
    end.grownBy += row.bytes();
}

void AppendPlan::insert(const Message &message, RoomEnd &end)
{
    MessageRow row = MessageRow::of(message);
    row.hash = evidence::hashOf(end.hash, evidence::digestOf(row));
    end.seq = row.seq;
    end.hash = row.hash;
    end.changed = true;
    end.grownBy += row.bytes();
    if (!message.ref.isEmpty()) m_byRef.insert({message.roomId, message.sender, message.ref}, message);
    m_taken.insert({message.roomId, message.id}, m_inserted.size());
    m_inserted.append(std::move(row));
}

} // namespace lectern
