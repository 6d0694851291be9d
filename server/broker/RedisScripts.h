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

/// KEYS: a room's counter, its newer and its older refs. ARGV: an epoch in case the counter is new, the
/// room's channel, a message as JSON without seq, its ref with its sender's id (or nothing), its id and time.
/// Gives the message the next seq, publishes it, gives the seq. What carries a ref that was published before
/// is not published: gives the text "seq id time" of the earlier one. The last 2,048 to 4,096 are known.
inline constexpr char kPublishNumbered[] = R"lua(
local ref = ARGV[4]
local known = ref ~= '' and (redis.call('HGET', KEYS[2], ref) or redis.call('HGET', KEYS[3], ref))
if known then return known end
local seq = redis.call('HINCRBY', KEYS[1], 'seq', 1)
if seq == 1 then redis.call('HSETNX', KEYS[1], 'epoch', ARGV[1]) end
redis.call('PUBLISH', ARGV[2], string.sub(ARGV[3], 1, -2) .. ',"seq":' .. seq .. '}')
if ref ~= '' then
  redis.call('HSET', KEYS[2], ref, seq .. ' ' .. ARGV[5])
  if redis.call('HLEN', KEYS[2]) >= 2048 then redis.call('RENAME', KEYS[2], KEYS[3]) end
end
return seq
)lua";

} // namespace lectern::redis_scripts
