// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/presence/RedisPresence.h"

#include "common/protocol/Codec.h"
#include "server/presence/PresenceKeys.h"

#include <QtCore/QSet>

#include <algorithm>
#include <tuple>

namespace lectern {

using namespace Qt::StringLiterals;
namespace keys = presence_keys;

namespace {

Result<QList<Participant>> peopleOf(const Result<RedisReply> &reply)
{
    if (!reply) return std::unexpected(reply.error());
    if (reply->items.size() != 4) return problem(ErrorCode::StorageUnavailable, u"odd answer of Redis"_s);
    const QList<RedisReply> values = reply->items[0].items;
    const QList<RedisReply> hands = reply->items[1].items;
    QSet<QByteArray> away;
    for (const RedisReply &user : reply->items[2].items)
        away.insert(user.text);
    QHash<QByteArray, QByteArray> raised;
    for (qsizetype i = 0; i + 1 < hands.size(); i += 2)
        raised.insert(hands[i].text, hands[i + 1].text);

    QHash<QByteArray, QByteArray> details;
    const QList<RedisReply> told = reply->items[3].items;
    for (qsizetype i = 0; i + 1 < told.size(); i += 2)
        details.insert(told[i].text, told[i + 1].text);

    const qsizetype fields = keys::userFields().size();
    QList<Participant> people;
    for (qsizetype i = 0; i + fields < values.size(); i += fields + 1) {
        const QByteArray id = values[i].text;
        Participant person = keys::participantOf(values, i);
        person.online = !away.contains(id);
        person.handRaisedAt = timeFromString(QString::fromUtf8(raised.value(id)));
        keys::readDetails(details.value(id), person);
        people.append(person);
    }
    std::ranges::sort(people, {}, [](const Participant &p) { return std::tuple(p.joinedAt, p.id); });
    return people;
}

} // namespace

RedisPresence::RedisPresence(RedisLink &commands)
    : m_commands(commands)
{
}

void RedisPresence::enter(const QString &roomId, const Participant &participant)
{
    const QByteArray id = participant.id.toUtf8();
    m_commands.send({"MULTI"_ba});
    m_commands.send({"SADD"_ba, keys::users(roomId), id});
    m_commands.send({"EVAL"_ba, keys::kMoveSeat, "1"_ba, keys::user(roomId, participant.id),
                     participant.serverId.toUtf8(), keys::seat(roomId, participant.id)});
    m_commands.send({"HSET"_ba, keys::user(roomId, participant.id), "userType"_ba,
                     QByteArray(wireName(participant.type).data()), "serverId"_ba,
                     participant.serverId.toUtf8(), "name"_ba, participant.name.toUtf8(), "joinedAt"_ba,
                     timeToString(participant.joinedAt).toLatin1(), "lastReadMessage"_ba,
                     participant.lastReadMessage.toUtf8()});
    m_commands.send({participant.online ? "SREM"_ba : "SADD"_ba, keys::away(roomId), id});
    if (participant.handRaisedAt.isValid())
        m_commands.send(
            {"HSET"_ba, keys::hands(roomId), id, timeToString(participant.handRaisedAt).toLatin1()});
    else
        m_commands.send({"HDEL"_ba, keys::hands(roomId), id});
    m_commands.send({"HSET"_ba, keys::details(roomId), id, keys::detailsOf(participant)});
    m_commands.send({"EXEC"_ba});
}

void RedisPresence::leave(const QString &roomId, const QString &userId, const QString &serverId)
{
    m_commands.send({"EVAL"_ba, keys::kLeave, "6"_ba, keys::users(roomId), keys::hands(roomId),
                     keys::away(roomId), keys::user(roomId, userId), keys::seats(serverId),
                     keys::details(roomId), userId.toUtf8(), serverId.toUtf8(), keys::seat(roomId, userId)});
}

void RedisPresence::setOnline(const QString &roomId, const QString &userId, bool online)
{
    changePresent(roomId, userId, {online ? "SREM"_ba : "SADD"_ba, keys::away(roomId), userId.toUtf8()});
}

void RedisPresence::setLastRead(const QString &roomId, const QString &userId, const QString &messageId)
{
    changePresent(roomId, userId,
                  {"HSET"_ba, keys::user(roomId, userId), "lastReadMessage"_ba, messageId.toUtf8()});
}

void RedisPresence::setHand(const QString &roomId, const QString &userId, const QDateTime &raisedAt)
{
    if (raisedAt.isValid())
        changePresent(roomId, userId,
                      {"HSET"_ba, keys::hands(roomId), userId.toUtf8(), timeToString(raisedAt).toLatin1()});
    else
        m_commands.send({"HDEL"_ba, keys::hands(roomId), userId.toUtf8()});
}

void RedisPresence::forget(const QString &roomId)
{
    m_commands.send({"EVAL"_ba, keys::kForget, "4"_ba, keys::users(roomId), keys::hands(roomId),
                     keys::away(roomId), keys::details(roomId), keys::userPrefix(roomId),
                     keys::seat(roomId, {})});
}

QFuture<Result<QList<Presence::Place>>> RedisPresence::placesOn(QString serverId)
{
    return m_commands.call({"SMEMBERS"_ba, keys::seats(serverId)})
        .then([](const Result<RedisReply> &seats) -> Result<QList<Place>> {
            if (!seats) return std::unexpected(seats.error());
            QList<Place> places;
            for (const RedisReply &seat : seats->items) {
                const QString text = QString::fromUtf8(seat.text);
                places.append({text.section(u' ', 0, 0), text.section(u' ', 1)});
            }
            return places;
        });
}

QFuture<Result<Presence::Loss>> RedisPresence::claimLost(QString roomId, QString serverId)
{
    return m_commands
        .call({"EVAL"_ba, keys::kClaimLost, "2"_ba, keys::server(serverId), keys::lostRooms(serverId),
               roomId.toUtf8()})
        .then([](const Result<RedisReply> &loss) -> Result<Loss> {
            if (!loss) return std::unexpected(loss.error());
            if (loss->text == "lives") return Loss::NodeLives;
            return loss->text == "ours" ? Loss::OursToTell : Loss::OthersTell;
        });
}

QFuture<Result<QList<Participant>>> RedisPresence::list(QString roomId)
{
    // SORT without sorting reads the set and every member's hash in one command.
    QByteArrayList people{"SORT"_ba, keys::users(roomId), "BY"_ba, "nosort"_ba, "GET"_ba, "#"_ba};
    for (const QByteArray &field : keys::userFields())
        people << "GET"_ba << keys::userPrefix(roomId) + "*->" + field;
    m_commands.send({"MULTI"_ba});
    m_commands.send(people);
    m_commands.send({"HGETALL"_ba, keys::hands(roomId)});
    m_commands.send({"SMEMBERS"_ba, keys::away(roomId)});
    m_commands.send({"HGETALL"_ba, keys::details(roomId)});
    return m_commands.call({"EXEC"_ba}).then([](const Result<RedisReply> &reply) { return peopleOf(reply); });
}

QFuture<Result<QHash<QString, int>>> RedisPresence::counts(QStringList roomIds)
{
    m_commands.send({"MULTI"_ba});
    for (const QString &roomId : roomIds)
        m_commands.send({"SCARD"_ba, keys::users(roomId)});
    return m_commands.call({"EXEC"_ba}).then([roomIds](const Result<RedisReply> &reply) {
        if (!reply) return Result<QHash<QString, int>>(std::unexpected(reply.error()));
        QHash<QString, int> counts;
        for (qsizetype i = 0; i < std::min(roomIds.size(), reply->items.size()); ++i)
            if (reply->items[i].integer > 0) counts.insert(roomIds[i], int(reply->items[i].integer));
        return Result<QHash<QString, int>>(counts);
    });
}

void RedisPresence::changePresent(const QString &roomId, const QString &userId, const QByteArrayList &command)
{
    m_commands.send(
        QByteArrayList{"EVAL"_ba, keys::kIfPresent, "1"_ba, keys::users(roomId), userId.toUtf8()} + command);
}

} // namespace lectern
