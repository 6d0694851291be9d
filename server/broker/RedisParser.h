// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/RedisReply.h"

#include <QtCore/QString>

#include <memory>
#include <optional>

struct redisReader;

namespace lectern {

/// Takes bytes as they come from Redis and gives whole answers.
class RedisParser
{
public:
    RedisParser();
    ~RedisParser();

    void feed(QByteArrayView bytes);

    /// The next whole answer; nothing when more bytes are needed or what came is no Redis protocol.
    std::optional<RedisReply> next();

    /// What is wrong with the bytes; empty while all is well.
    QString error() const;

private:
    struct Free
    {
        void operator()(redisReader *reader) const;
    };
    std::unique_ptr<redisReader, Free> m_reader;
};

/// A command with its arguments as it goes over the wire.
QByteArray redisCommand(const QByteArrayList &words);

} // namespace lectern
