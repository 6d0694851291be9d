// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/presence/PresenceKeys.h"

#include "common/protocol/Codec.h"

#include <QtCore/QJsonDocument>

namespace lectern::presence_keys {

using namespace Qt::StringLiterals;

QByteArray users(const QString &roomId)
{
    return "room:"_ba + roomId.toUtf8() + ":users";
}
QByteArray userPrefix(const QString &roomId)
{
    return "room:"_ba + roomId.toUtf8() + ":user:";
}
QByteArray user(const QString &roomId, const QString &userId)
{
    return userPrefix(roomId) + userId.toUtf8();
}
QByteArray hands(const QString &roomId)
{
    return "lectern:room:"_ba + roomId.toUtf8() + ":hands";
}
QByteArray away(const QString &roomId)
{
    return "lectern:room:"_ba + roomId.toUtf8() + ":away";
}

QByteArray details(const QString &roomId)
{
    return "lectern:room:"_ba + roomId.toUtf8() + ":details";
}

QByteArray nodes()
{
    return "lectern:nodes"_ba;
}
QByteArray server(const QString &serverId)
{
    return "server:"_ba + serverId.toUtf8();
}
QByteArray seats(const QString &serverId)
{
    return "lectern:node:"_ba + serverId.toUtf8() + ":seats";
}
QByteArray seat(const QString &roomId, const QString &userId)
{
    return roomId.toUtf8() + ' ' + userId.toUtf8();
}
QByteArray claim(const QString &deadId)
{
    return "lectern:reaper:"_ba + deadId.toUtf8();
}
QByteArray lostRooms(const QString &deadId)
{
    return claim(deadId) + ":lost";
}

const QByteArrayList &userFields()
{
    static const QByteArrayList fields{"userType"_ba, "serverId"_ba, "name"_ba, "joinedAt"_ba,
                                       "lastReadMessage"_ba};
    return fields;
}

Participant participantOf(const QList<RedisReply> &values, qsizetype at)
{
    const auto text = [&](qsizetype field) { return QString::fromUtf8(values[at + field].text); };
    Participant person;
    person.id = text(0);
    person.type = fromString<PersonType>(text(1)).value_or(PersonType::Student);
    person.serverId = text(2);
    person.name = text(3);
    person.joinedAt = timeFromString(text(4));
    person.lastReadMessage = text(5);
    return person;
}

QByteArray detailsOf(const Participant &person)
{
    QJsonObject details;
    if (person.muted) details.insert("muted"_L1, true);
    if (!person.realName.isEmpty()) details.insert("realName"_L1, person.realName);
    if (person.via) details.insert("via"_L1, wireName(*person.via));
    if (!person.agent.isEmpty()) details.insert("agent"_L1, person.agent);
    return QJsonDocument(details).toJson(QJsonDocument::Compact);
}

void readDetails(const QByteArray &json, Participant &person)
{
    const QJsonObject details = QJsonDocument::fromJson(json).object();
    person.muted = details.value("muted"_L1).toBool();
    person.realName = details.value("realName"_L1).toString();
    person.via = fromString<Via>(details.value("via"_L1).toString());
    person.agent = details.value("agent"_L1).toString();
}

} // namespace lectern::presence_keys
