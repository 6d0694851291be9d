// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/RedisParser.h"

#include <QtCore/QElapsedTimer>
#include <QtNetwork/QLocalSocket>

#include <algorithm>

/// A stranger at the same Redis: asks and waits for the answer, shares nothing with the server's own link but
/// the reading of answers.
class PlainRedis
{
public:
    explicit PlainRedis(const QString &socketPath)
    {
        m_socket.connectToServer(socketPath);
        if (!m_socket.waitForConnected()) qFatal("cannot reach the test's redis-server");
    }

    lectern::RedisReply ask(const QByteArrayList &command)
    {
        m_socket.write(lectern::redisCommand(command));
        return next();
    }

    /// The next thing Redis says, for instance on a subscribed channel.
    lectern::RedisReply next()
    {
        QElapsedTimer waited;
        waited.start();
        for (;;) {
            if (auto reply = m_parser.next()) return *reply;
            if (waited.elapsed() > 10'000) qFatal("redis-server said nothing for 10 s");
            m_socket.flush();
            m_socket.waitForReadyRead(100);
            m_parser.feed(m_socket.readAll());
        }
    }

    QByteArrayList list(const QByteArrayList &command)
    {
        QByteArrayList texts;
        for (const auto &item : ask(command).items)
            texts.append(item.text);
        std::ranges::sort(texts);
        return texts;
    }

    QByteArrayList keys() { return list({QByteArray("KEYS"), QByteArray("*")}); }

private:
    QLocalSocket m_socket;
    lectern::RedisParser m_parser;
};
