// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/RedisParser.h"

#include <array>
#include <charconv>
#include <hiredis/hiredis.h>
#include <limits>

namespace lectern {

namespace {

RedisReply valueOf(const redisReply &reply)
{
    const auto text = [&reply] { return QByteArray(reply.str, qsizetype(reply.len)); };
    switch (reply.type) {
    case REDIS_REPLY_INTEGER:
        return {RedisReply::Kind::Integer, reply.integer, {}};
    case REDIS_REPLY_STATUS:
        return {RedisReply::Kind::Status, 0, text()};
    case REDIS_REPLY_STRING:
        return {RedisReply::Kind::Text, 0, text()};
    case REDIS_REPLY_ERROR:
        return {RedisReply::Kind::Error, 0, text()};
    case REDIS_REPLY_ARRAY: {
        RedisReply list{RedisReply::Kind::List, 0, {}};
        list.items.reserve(qsizetype(reply.elements));
        for (std::size_t i = 0; i < reply.elements; ++i)
            list.items.append(valueOf(*reply.element[i]));
        return list;
    }
    default:
        return {};
    }
}

} // namespace

void RedisParser::Free::operator()(redisReader *reader) const
{
    redisReaderFree(reader);
}

RedisParser::RedisParser()
    : m_reader(redisReaderCreate())
{
}

RedisParser::~RedisParser() = default;

void RedisParser::feed(QByteArrayView bytes)
{
    redisReaderFeed(m_reader.get(), bytes.data(), std::size_t(bytes.size()));
}

std::optional<RedisReply> RedisParser::next()
{
    void *whole = nullptr;
    if (redisReaderGetReply(m_reader.get(), &whole) != REDIS_OK || !whole) return {};
    RedisReply reply = valueOf(*static_cast<redisReply *>(whole));
    freeReplyObject(whole);
    return reply;
}

QString RedisParser::error() const
{
    return m_reader->err ? QString::fromLatin1(m_reader->errstr) : QString();
}

QByteArray redisCommand(const QByteArrayList &words)
{
    constexpr qsizetype kLengthLine =
        1 + std::numeric_limits<qsizetype>::digits10 + 1 + 2; // "$", digits, CR LF
    const auto putLength = [](QByteArray &bytes, char kind, qsizetype length) {
        std::array<char, kLengthLine> digits{};
        const char *end = std::to_chars(digits.begin(), digits.end(), length).ptr;
        bytes.append(kind).append(digits.data(), end - digits.data()).append("\r\n", 2);
    };
    qsizetype room = kLengthLine;
    for (const QByteArray &word : words)
        room += kLengthLine + word.size() + 2;
    QByteArray bytes;
    bytes.reserve(room);
    putLength(bytes, '*', words.size());
    for (const QByteArray &word : words) {
        putLength(bytes, '$', word.size());
        bytes.append(word).append("\r\n", 2);
    }
    return bytes;
}

} // namespace lectern
