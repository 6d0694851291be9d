// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of a class, as its teacher changes them and as the server tells them.
#include "console/session/ClassSession.h"

#include "common/client/WhenDone.h"
#include "console/session/ErrorText.h"

namespace lectern {

void ClassSession::rename(const QString &name)
{
    update({.name = name, .talk = {}, .locked = {}});
}

void ClassSession::setTalk(Talk talk)
{
    if (talk != m_room.talk) update({.name = {}, .talk = talk, .locked = {}});
}

void ClassSession::setLocked(bool locked)
{
    if (locked != m_room.locked) update({.name = {}, .talk = {}, .locked = locked});
}

void ClassSession::setNames(Names names)
{
    payload::RoomUpdate change;
    change.names = names;
    if (names != m_names) update(change);
}

void ClassSession::setAssistant(const QString &personId, bool assistant)
{
    auto ids = m_room.assistants;
    ids.removeAll(personId);
    if (assistant) ids.append(personId);
    payload::RoomUpdate change;
    change.assistants = ids;
    update(change);
}

void ClassSession::handOver(const QString &personId)
{
    payload::RoomUpdate change;
    change.host = personId;
    update(change);
}

void ClassSession::take(const payload::RoomUpdate &change)
{
    if (change.name) m_room.name = *change.name;
    if (change.talk) m_room.talk = *change.talk;
    if (change.locked) m_room.locked = *change.locked;
    if (change.names) m_names = *change.names;
    // Only a teacher who is in the class can be given it.
    if (change.host) m_room.host = {*change.host, m_participants.nameOf(*change.host), true};
    if (change.assistants) {
        m_room.assistants = *change.assistants;
        m_participants.setAssistants(m_room.assistants);
    }
    if (change.usage) Q_EMIT nearlyFull(*change.usage);
    Q_EMIT roomChanged();
}

void ClassSession::update(const payload::RoomUpdate &change)
{
    whenDone(m_api.updateRoom(m_room.id, change), this, [this](const ApiResult<api::Room> &room) {
        if (room) {
            m_room.name = room->name;
            m_room.talk = room->talk;
            m_room.locked = room->locked;
        } else {
            Q_EMIT failed(ErrorText::of(room.error(), m_api.server()));
        }
        // After a refusal too: the page shows again what holds.
        Q_EMIT roomChanged();
    });
}

} // namespace lectern
