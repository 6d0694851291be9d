// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtCore/QUrl>
#include <QtNetwork/QTcpServer>

#include <limits>

class QTcpSocket;

namespace lectern::test {

/// A school's Wi-Fi between the console and its server: passes everything on, and fails where a test says.
class BreakingLine : public QObject
{
public:
    explicit BreakingLine(const QUrl &server);

    QUrl url() const;
    /// Cuts all connections, once, as soon as one has carried that many bytes to the server.
    void breakAfter(qint64 bytes) { m_breakAfter = bytes; }
    bool hasBroken() const { return m_breakAfter == kNever; }
    /// A connection that carries that many bytes to the server from now on carries no more of them.
    void stallAfter(qint64 bytes);
    void flowAgain();

private:
    static constexpr qint64 kNever = std::numeric_limits<qint64>::max();

    void connected(QTcpSocket *client);
    void up(QTcpSocket *client, QTcpSocket *server);

    QUrl m_server;
    QHash<QTcpSocket *, qint64> m_carried; ///< bytes, by the console's end of each connection
    qint64 m_breakAfter = kNever;
    qint64 m_stallAfter = kNever;
    QTcpServer m_listener; ///< last: its sockets still say goodbye to the others while it ends
};

} // namespace lectern::test
