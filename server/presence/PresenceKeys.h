// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"
#include "server/broker/RedisReply.h"

/// How presence stands in Redis: the names of its keys, and what must happen there without anybody in
/// between.
namespace lectern::presence_keys {

QByteArray users(const QString &roomId);
QByteArray userPrefix(const QString &roomId); ///< what the names of people's hashes begin with
QByteArray user(const QString &roomId, const QString &userId);
QByteArray hands(const QString &roomId);
QByteArray away(const QString &roomId);
QByteArray details(const QString &roomId);

/// The nodes that have started and were not cleared away: a set of server ids.
QByteArray nodes();
/// The heartbeat of a node.
QByteArray server(const QString &serverId);
/// Who sits on a node: a set of seat(). It may name people who have moved on: their hash says where they are.
QByteArray seats(const QString &serverId);
QByteArray seat(const QString &roomId, const QString &userId);
/// Which node clears a dead one away.
QByteArray claim(const QString &deadId);
/// The rooms of a dead node that got lost with it, and are told by one of the others: a set of room ids.
QByteArray lostRooms(const QString &deadId);

/// The fields of a person's hash, in the order in which participantOf() takes them.
const QByteArrayList &userFields();
/// Reads a person from `values`: at `at` the id, behind it the values of userFields().
Participant participantOf(const QList<RedisReply> &values, qsizetype at);

/// KEYS: the set of those present. ARGV: a user id, then a command: carried out only when they are present,
/// so that a late change of somebody who has left makes no key that nobody would ever remove.
inline constexpr char kIfPresent[] = R"lua(
if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 1 then
    return redis.call(unpack(ARGV, 2))
end
)lua";

/// What the server knows of somebody beyond their hash, as JSON, and back.
QByteArray detailsOf(const Participant &person);
void readDetails(const QByteArray &json, Participant &person);

/// KEYS: a person's hash. ARGV: their node, their seat. Moves the seat there from the node where it was.
inline constexpr char kMoveSeat[] = R"lua(
local before = redis.call('HGET', KEYS[1], 'serverId')
if before and before ~= ARGV[1] then
    redis.call('SREM', 'lectern:node:' .. before .. ':seats', ARGV[2])
end
redis.call('SADD', 'lectern:node:' .. ARGV[1] .. ':seats', ARGV[2])
)lua";

/// KEYS: those present, the hands, those away, the person's hash, the node's seats, the details. ARGV: the
/// user id, the node, the seat. Removes them, unless they sit on another node by now.
inline constexpr char kLeave[] = R"lua(
redis.call('SREM', KEYS[5], ARGV[3])
local there = redis.call('HGET', KEYS[4], 'serverId')
if there and there ~= ARGV[2] then return end
redis.call('SREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('SREM', KEYS[3], ARGV[1])
redis.call('HDEL', KEYS[6], ARGV[1])
redis.call('DEL', KEYS[4])
)lua";

/// KEYS: those present, the hands, those away, the details. ARGV: what the names of people's hashes begin
/// with, and their seats.
inline constexpr char kForget[] = R"lua(
for _, user in ipairs(redis.call('SMEMBERS', KEYS[1])) do
    local there = redis.call('HGET', ARGV[1] .. user, 'serverId')
    if there then redis.call('SREM', 'lectern:node:' .. there .. ':seats', ARGV[2] .. user) end
    redis.call('DEL', ARGV[1] .. user)
end
redis.call('DEL', unpack(KEYS))
)lua";

/// KEYS: the nodes, a node's heartbeat, its seats. ARGV: the node. Whoever still has a seat there (a dropped
/// person's, kept for a while) is left to the others: they find the node as one that has died.
inline constexpr char kSayGoodbye[] = R"lua(
redis.call('DEL', KEYS[2])
if redis.call('EXISTS', KEYS[3]) == 0 then redis.call('SREM', KEYS[1], ARGV[1]) end
)lua";

/// KEYS: the nodes. ARGV: who asks, seconds. Gives the dead nodes which the asker has to clear away: nobody
/// else gets them for that long.
inline constexpr char kClaimTheDead[] = R"lua(
local dead = {}
for _, node in ipairs(redis.call('SMEMBERS', KEYS[1])) do
    if node ~= ARGV[1] and redis.call('EXISTS', 'server:' .. node) == 0
        and redis.call('SET', 'lectern:reaper:' .. node, ARGV[1], 'NX', 'EX', ARGV[2]) then
        table.insert(dead, node)
    end
end
return dead
)lua";

/// KEYS: a node's heartbeat, its lost rooms. ARGV: a room. Gives it to the first who asks; runs out by
/// itself.
inline constexpr char kClaimLost[] = R"lua(
if redis.call('EXISTS', KEYS[1]) == 1 then return 'lives' end
local first = redis.call('SADD', KEYS[2], ARGV[1]) == 1
redis.call('EXPIRE', KEYS[2], 30)
return first and 'ours' or 'others'
)lua";

/// KEYS: the nodes. ARGV: who asks. How many others live.
inline constexpr char kCountLiving[] = R"lua(
local living = 0
for _, node in ipairs(redis.call('SMEMBERS', KEYS[1])) do
    if node ~= ARGV[1] then living = living + redis.call('EXISTS', 'server:' .. node) end
end
return living
)lua";

/// KEYS: a dead node's seats. ARGV: the node, how many seats to take at once, userFields(). Removes those
/// who still sit there; gives [seats left, [[room id, user id, values of the fields], …]].
inline constexpr char kTakeOrphans[] = R"lua(
local orphans = {}
for _, seat in ipairs(redis.call('SPOP', KEYS[1], ARGV[2])) do
    local room, user = string.match(seat, '^(%S+) (%S+)$')
    local hash = 'room:' .. room .. ':user:' .. user
    if redis.call('HGET', hash, 'serverId') == ARGV[1] then
        table.insert(orphans, {room, user, unpack(redis.call('HMGET', hash, unpack(ARGV, 3)))})
        redis.call('SREM', 'room:' .. room .. ':users', user)
        redis.call('HDEL', 'lectern:room:' .. room .. ':hands', user)
        redis.call('SREM', 'lectern:room:' .. room .. ':away', user)
        redis.call('HDEL', 'lectern:room:' .. room .. ':details', user)
        redis.call('DEL', hash)
    end
end
return {redis.call('SCARD', KEYS[1]), orphans}
)lua";

} // namespace lectern::presence_keys
