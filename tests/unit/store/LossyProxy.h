// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QThread>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <atomic>

namespace lectern::storetest {

/// Stands between a client and a server on the loopback and can swallow the answer to a COMMIT together with
/// the connection: the server has committed, and the client cannot know. On a thread of its own, as a
/// client's may block.
class LossyProxy
{
public:
    explicit LossyProxy(quint16 serverPort)
        : m_serverPort(serverPort)
    {
        m_listener.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(&m_listener, [this] { listen(); }, Qt::BlockingQueuedConnection);
    }

    ~LossyProxy()
    {
        QMetaObject::invokeMethod(
            &m_listener, [this] { qDeleteAll(m_listener.children()); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }

    quint16 port() const { return m_port; }
    void loseNextCommit() { m_losing = true; }

private:
    void listen()
    {
        auto *server = new QTcpServer(&m_listener);
        QObject::connect(server, &QTcpServer::newConnection, server, [this, server] {
            while (QTcpSocket *client = server->nextPendingConnection())
                join(client);
        });
        server->listen(QHostAddress::LocalHost);
        m_port = server->serverPort();
    }

    void join(QTcpSocket *client)
    {
        auto *server = new QTcpSocket(client);
        server->connectToHost(QHostAddress::LocalHost, m_serverPort);
        QObject::connect(client, &QTcpSocket::readyRead, server, [this, client, server] {
            const QByteArray asked = client->readAll();
            if (asked.contains("COMMIT") && m_losing.exchange(false)) client->setProperty("lost", true);
            server->write(asked);
        });
        QObject::connect(server, &QTcpSocket::readyRead, client, [client, server] {
            const QByteArray answered = server->readAll();
            if (client->property("lost").toBool())
                client->abort();
            else
                client->write(answered);
        });
        QObject::connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    }

    quint16 m_serverPort;
    std::atomic<quint16> m_port = 0;
    std::atomic<bool> m_losing = false;
    QObject m_listener;
    QThread m_thread;
};

} // namespace lectern::storetest
