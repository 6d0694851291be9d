// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QDeadlineTimer>
#include <QtCore/QEvent>
#include <QtNetwork/QTcpSocket>

#include <functional>

namespace lectern::test {

/// Runs the event loop until the condition holds; false after ten seconds.
inline bool until(const std::function<bool()> &condition)
{
    QDeadlineTimer deadline(10'000);
    while (!condition()) {
        if (deadline.hasExpired()) return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

struct Answer
{
    int status = 0; ///< 0: none came
    QByteArray head;
    QByteArray body;

    QByteArray header(const QByteArray &name) const
    {
        for (const QByteArray &line : head.split('\n')) {
            const qsizetype colon = line.indexOf(':');
            if (colon > 0 && line.left(colon).compare(name, Qt::CaseInsensitive) == 0)
                return line.mid(colon + 1).trimmed();
        }
        return {};
    }
};

/// A client that sends exactly the bytes it is told to, and reads answers one by one.
class RawClient
{
public:
    explicit RawClient(quint16 port)
    {
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        until([this] { return m_socket.state() == QAbstractSocket::ConnectedState; });
        m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    }

    QTcpSocket &socket() { return m_socket; }

    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }

    /// Sends a request with Host and, for a body, Content-Length.
    void request(const QByteArray &line, const QByteArray &fields = {}, const QByteArray &body = {})
    {
        QByteArray bytes = line + " HTTP/1.1\r\nHost: test\r\n" + fields;
        if (!body.isEmpty()) bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        send(bytes + "\r\n" + body);
    }

    /// The next answer; to a HEAD there is no body whatever its length says.
    Answer answer(bool toHead = false)
    {
        Answer answer;
        if (!until([this] { return pull().contains("\r\n\r\n") || isClosed(); })) return answer;
        const qsizetype end = pull().indexOf("\r\n\r\n");
        if (end < 0) return answer;
        answer.head = m_received.left(end + 2);
        m_received.remove(0, end + 4);
        answer.status = answer.head.mid(9, 3).toInt();
        const qsizetype length = toHead ? 0 : answer.header("Content-Length").toLongLong();
        until([this, length] { return pull().size() >= length || isClosed(); });
        answer.body = m_received.left(length);
        m_received.remove(0, length);
        return answer;
    }

    /// What has come and was not taken yet.
    QByteArray &pull()
    {
        m_received += m_socket.readAll();
        return m_received;
    }

    bool isClosed() { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    bool closes()
    {
        return until([this] { return isClosed(); });
    }

    /// Leaves without a word (RST).
    void vanish()
    {
        m_socket.setSocketOption(QAbstractSocket::KeepAliveOption, 0);
        m_socket.abort();
    }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace lectern::test
