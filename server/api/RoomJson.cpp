// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/RoomJson.h"

#include "common/protocol/Codec.h"

#include <QtCore/QJsonArray>

namespace lectern {

using namespace Qt::StringLiterals;

QJsonObject RoomJson::write(const RoomInfo &room, const HttpHead &request, int participants,
                            bool hostOnline) const
{
    QJsonObject json{
        {u"id"_s, room.id},
        {u"room"_s, u"room:"_s + room.id},
        {u"name"_s, room.name},
        {u"kind"_s, QString(wireName(room.kind))},
        {u"talk"_s, QString(wireName(room.talk))},
        {u"locked"_s, room.locked},
        {u"names"_s, QString(wireName(room.names))},
        {u"assistants"_s, QJsonArray::fromStringList(room.assistants)},
        {u"history"_s, room.history},
        {u"joinUrl"_s, joinUrl(room.id, request)},
        {u"participants"_s, participants},
        {u"createdAt"_s, timeToString(room.createdAt)},
    };
    if (room.kind == RoomKind::Class)
        json.insert(
            u"host"_s,
            QJsonObject{{u"id"_s, room.ownerId}, {u"name"_s, room.ownerName}, {u"online"_s, hostOnline}});
    if (!room.isOpen()) json.insert(u"endedAt"_s, timeToString(room.endedAt));
    return json;
}

QString RoomJson::joinUrl(const QString &roomId, const HttpHead &request) const
{
    const QString base = m_publicUrl.isEmpty() ? request.origin() : m_publicUrl.toString(QUrl::FullyEncoded);
    return base + u"/join/"_s + roomId;
}

} // namespace lectern
