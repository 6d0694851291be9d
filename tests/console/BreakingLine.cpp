// SPDX-License-Identifier: GPL-3.0-or-later
#include "BreakingLine.h"

#include <QtNetwork/QTcpSocket>

using namespace Qt::StringLiterals;

namespace lectern::test {

BreakingLine::BreakingLine(const QUrl &server)
    : m_server(server)
{
    if (!m_listener.listen(QHostAddress::LocalHost)) qFatal("no free port");
    connect(&m_listener, &QTcpServer::newConnection, this, [this] {
        while (auto *client = m_listener.nextPendingConnection())
            connected(client);
    });
}

QUrl BreakingLine::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_listener.serverPort()));
}

void BreakingLine::connected(QTcpSocket *client)
{
    auto *server = new QTcpSocket(client);
    // What it does not take stays with the sender.
    client->setReadBufferSize(65'536);
    m_carried.insert(client, 0);
    connect(client, &QTcpSocket::readyRead, this, [this, client, server] { up(client, server); });
    connect(server, &QTcpSocket::readyRead, client, [client, server] { client->write(server->readAll()); });
    connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    connect(client, &QTcpSocket::disconnected, this, [this, client, server] {
        m_carried.remove(client);
        server->abort();
        client->deleteLater();
    });
    server->connectToHost(m_server.host(), static_cast<quint16>(m_server.port()));
}

void BreakingLine::up(QTcpSocket *client, QTcpSocket *server)
{
    auto &carried = m_carried[client];
    if (carried >= m_stallAfter) return;
    carried += server->write(client->readAll());
    if (carried < m_breakAfter) return;
    m_breakAfter = kNever;
    const auto clients = m_carried.keys();
    for (auto *each : clients)
        each->abort();
}

void BreakingLine::stallAfter(qint64 bytes)
{
    m_stallAfter = bytes;
    for (auto &carried : m_carried)
        carried = 0;
}

void BreakingLine::flowAgain()
{
    m_stallAfter = kNever;
    const auto clients = m_carried.keys();
    for (auto *client : clients)
        QMetaObject::invokeMethod(client, &QTcpSocket::readyRead, Qt::QueuedConnection);
}

} // namespace lectern::test
