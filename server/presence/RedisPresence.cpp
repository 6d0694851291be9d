// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/presence/RedisPresence.h"

#include "common/protocol/Codec.h"

#include <QtCore/QSet>

#include <algorithm>
#include <tuple>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QByteArray usersKey(const QString &roomId)
{
    return "room:"_ba + roomId.toUtf8() + ":users";
}
QByteArray userKeyPrefix(const QString &roomId)
{
    return "room:"_ba + roomId.toUtf8() + ":user:";
}
QByteArray userKey(const QString &roomId, const QString &userId)
{
    return userKeyPrefix(roomId) + userId.toUtf8();
}
QByteArray handsKey(const QString &roomId)
{
    return "lectern:room:"_ba + roomId.toUtf8() + ":hands";
}
QByteArray awayKey(const QString &roomId)
{
    return "lectern:room:"_ba + roomId.toUtf8() + ":away";
}

/// KEYS: the set of those present. ARGV: a user id, then a command: carried out only when they are present,
/// so that a late change of somebody who has left makes no key that nobody would ever remove.
constexpr char kIfPresent[] = R"lua(
if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 1 then
    return redis.call(unpack(ARGV, 2))
end
)lua";

/// KEYS: the set of those present, the hands, those away. ARGV: what the names of people's hashes begin with.
constexpr char kForget[] = R"lua(
for _, user in ipairs(redis.call('SMEMBERS', KEYS[1])) do
    redis.call('DEL', ARGV[1] .. user)
end
redis.call('DEL', unpack(KEYS))
)lua";

/// The fields of a person in the order in which list() asks for them, behind the id.
const QByteArrayList kFields{"userType"_ba, "serverId"_ba, "name"_ba, "joinedAt"_ba, "lastReadMessage"_ba};

Participant personOf(const QList<RedisReply> &values, qsizetype at)
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

Result<QList<Participant>> peopleOf(const Result<RedisReply> &reply)
{
    if (!reply) return std::unexpected(reply.error());
    if (reply->items.size() != 3) return problem(ErrorCode::StorageUnavailable, u"odd answer of Redis"_s);
    const QList<RedisReply> values = reply->items[0].items;
    const QList<RedisReply> hands = reply->items[1].items;
    QSet<QByteArray> away;
    for (const RedisReply &user : reply->items[2].items)
        away.insert(user.text);
    QHash<QByteArray, QByteArray> raised;
    for (qsizetype i = 0; i + 1 < hands.size(); i += 2)
        raised.insert(hands[i].text, hands[i + 1].text);

    QList<Participant> people;
    for (qsizetype i = 0; i + kFields.size() < values.size(); i += kFields.size() + 1) {
        const QByteArray id = values[i].text;
        Participant person = personOf(values, i);
        person.online = !away.contains(id);
        person.handRaisedAt = timeFromString(QString::fromUtf8(raised.value(id)));
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
    m_commands.send({"SADD"_ba, usersKey(roomId), id});
    m_commands.send({"HSET"_ba, userKey(roomId, participant.id), "userType"_ba,
                     QByteArray(wireName(participant.type).data()), "serverId"_ba,
                     participant.serverId.toUtf8(), "name"_ba, participant.name.toUtf8(), "joinedAt"_ba,
                     timeToString(participant.joinedAt).toLatin1(), "lastReadMessage"_ba,
                     participant.lastReadMessage.toUtf8()});
    m_commands.send({participant.online ? "SREM"_ba : "SADD"_ba, awayKey(roomId), id});
    if (participant.handRaisedAt.isValid())
        m_commands.send({"HSET"_ba, handsKey(roomId), id, timeToString(participant.handRaisedAt).toLatin1()});
    else
        m_commands.send({"HDEL"_ba, handsKey(roomId), id});
    m_commands.send({"EXEC"_ba});
}

void RedisPresence::leave(const QString &roomId, const QString &userId)
{
    const QByteArray id = userId.toUtf8();
    m_commands.send({"MULTI"_ba});
    m_commands.send({"SREM"_ba, usersKey(roomId), id});
    m_commands.send({"DEL"_ba, userKey(roomId, userId)});
    m_commands.send({"HDEL"_ba, handsKey(roomId), id});
    m_commands.send({"SREM"_ba, awayKey(roomId), id});
    m_commands.send({"EXEC"_ba});
}

void RedisPresence::setOnline(const QString &roomId, const QString &userId, bool online)
{
    changePresent(roomId, userId, {online ? "SREM"_ba : "SADD"_ba, awayKey(roomId), userId.toUtf8()});
}

void RedisPresence::setLastRead(const QString &roomId, const QString &userId, const QString &messageId)
{
    changePresent(roomId, userId,
                  {"HSET"_ba, userKey(roomId, userId), "lastReadMessage"_ba, messageId.toUtf8()});
}

void RedisPresence::setHand(const QString &roomId, const QString &userId, const QDateTime &raisedAt)
{
    if (raisedAt.isValid())
        changePresent(roomId, userId,
                      {"HSET"_ba, handsKey(roomId), userId.toUtf8(), timeToString(raisedAt).toLatin1()});
    else
        m_commands.send({"HDEL"_ba, handsKey(roomId), userId.toUtf8()});
}

void RedisPresence::forget(const QString &roomId)
{
    m_commands.send({"EVAL"_ba, kForget, "3"_ba, usersKey(roomId), handsKey(roomId), awayKey(roomId),
                     userKeyPrefix(roomId)});
}

QFuture<Result<QList<Participant>>> RedisPresence::list(QString roomId)
{
    // SORT without sorting reads the set and every member's hash in one command.
    QByteArrayList people{"SORT"_ba, usersKey(roomId), "BY"_ba, "nosort"_ba, "GET"_ba, "#"_ba};
    for (const QByteArray &field : kFields)
        people << "GET"_ba << userKeyPrefix(roomId) + "*->" + field;
    m_commands.send({"MULTI"_ba});
    m_commands.send(people);
    m_commands.send({"HGETALL"_ba, handsKey(roomId)});
    m_commands.send({"SMEMBERS"_ba, awayKey(roomId)});
    return m_commands.call({"EXEC"_ba}).then([](const Result<RedisReply> &reply) { return peopleOf(reply); });
}

QFuture<Result<QHash<QString, int>>> RedisPresence::counts(QStringList roomIds)
{
    m_commands.send({"MULTI"_ba});
    for (const QString &roomId : roomIds)
        m_commands.send({"SCARD"_ba, usersKey(roomId)});
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
    m_commands.send(QByteArrayList{"EVAL"_ba, kIfPresent, "1"_ba, usersKey(roomId), userId.toUtf8()} +
                    command);
}

} // namespace lectern
