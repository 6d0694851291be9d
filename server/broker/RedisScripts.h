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

/// KEYS: a room's counter. ARGV: an epoch in case the counter is new, the room's channel, a message as JSON
/// without seq. Gives the message the next seq, publishes it, gives [seq, epoch].
inline constexpr char kPublishNumbered[] = R"lua(
redis.call('HSETNX', KEYS[1], 'epoch', ARGV[1])
local seq = redis.call('HINCRBY', KEYS[1], 'seq', 1)
redis.call('PUBLISH', ARGV[2], string.sub(ARGV[3], 1, -2) .. ',"seq":' .. seq .. '}')
return {seq, redis.call('HGET', KEYS[1], 'epoch')}
)lua";

} // namespace lectern::redis_scripts
