// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What must happen in Redis without anybody in between.
namespace lectern::redis_scripts {

/// KEYS: a room's counter. ARGV: an epoch in case the counter is new. Gives [last seq, epoch].
inline constexpr char kReadCounter[] = R"lua(
redis.call('HSETNX', KEYS[1], 'epoch', ARGV[1])
local seq = redis.call('HINCRBY', KEYS[1], 'seq', 0)
return {seq, redis.call('HGET', KEYS[1], 'epoch')}
)lua";

/// KEYS: a room's counter, its newer and its older refs. ARGV: the room's channel, a message as JSON without
/// seq, its ref with its sender's id (or nothing), its id and time (ms since 1970). Gives the message the
/// next seq, publishes it, gives the seq. What carries a ref that was published before is not published:
/// gives the text "seq id time" of the earlier one. At least the refs of the last 2,048 messages are known.
/// A counter that is new takes the message's id as its epoch.
inline constexpr char kPublishNumbered[] = R"lua(
local seq = redis.call('HINCRBY', KEYS[1], 'seq', 1)
if seq == 1 then redis.call('DEL', KEYS[2], KEYS[3]) end
local ref = ARGV[3]
if ref ~= '' then
  local earlier = redis.call('HGET', KEYS[3], ref)
  if not earlier and redis.call('HSETNX', KEYS[2], ref, seq .. ' ' .. ARGV[4]) == 0 then
    earlier = redis.call('HGET', KEYS[2], ref)
  end
  if earlier then
    redis.call('HINCRBY', KEYS[1], 'seq', -1)
    return earlier
  end
end
if seq == 1 then redis.call('HSETNX', KEYS[1], 'epoch', string.match(ARGV[4], '%S+')) end
if seq % 2048 == 0 and redis.call('EXISTS', KEYS[2]) == 1 then redis.call('RENAME', KEYS[2], KEYS[3]) end
redis.call('PUBLISH', ARGV[1], string.sub(ARGV[2], 1, -2) .. ',"seq":' .. seq .. '}')
return seq
)lua";

} // namespace lectern::redis_scripts
