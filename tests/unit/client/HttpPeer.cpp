// SPDX-License-Identifier: GPL-3.0-or-later
#include "HttpPeer.h"

#include <QtNetwork/QTcpSocket>

namespace lectern::test {

using namespace Qt::StringLiterals;

HttpPeer::HttpPeer()
{
    if (!m_server.listen(QHostAddress::LocalHost)) qFatal("no free port");
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        QTcpSocket *socket = m_server.nextPendingConnection();
        if (!m_reading) socket->setReadBufferSize(64 * 1024);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            if (m_reading) read(socket);
        });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_input.remove(socket);
            socket->deleteLater();
        });
    });
}

QUrl HttpPeer::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort()));
}

void HttpPeer::answerWith(int status, const QByteArray &contentType, const QByteArray &body,
                          const QByteArray &moreHeaders)
{
    m_answer = of(status, contentType, body, moreHeaders);
}

QByteArray HttpPeer::of(int status, const QByteArray &contentType, const QByteArray &body,
                        const QByteArray &moreHeaders)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Canned\r\nContent-Type: " + contentType +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + moreHeaders +
           "Connection: close\r\n\r\n" + body;
}

void HttpPeer::read(QTcpSocket *socket)
{
    QByteArray &input = m_input[socket];
    input += socket->readAll();
    const qsizetype end = input.indexOf("\r\n\r\n");
    if (end < 0) return;
    const QByteArray head = input.left(end);
    const qsizetype lengthAt = head.toLower().indexOf("content-length:");
    const qsizetype length =
        lengthAt < 0
            ? 0
            : head.mid(lengthAt + 15, head.indexOf('\r', lengthAt) - lengthAt - 15).trimmed().toLongLong();
    const QByteArray body = input.mid(end + 4);
    if (body.size() < length) return;

    asked.append({.line = head.left(head.indexOf('\r')), .head = head, .body = body});
    input.clear();
    const auto answer = m_answerer ? m_answerer(asked.last()) : m_answer;
    if (answer.isEmpty()) return;
    socket->write(answer);
    if (m_closing) socket->disconnectFromHost();
}

} // namespace lectern::test
