// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QMap>
#include <QtCore/QUrl>
#include <QtNetwork/QTcpServer>

#include <optional>

class QTcpSocket;

namespace lectern::test {

/// A server that takes resumable uploads (tus 1.0.0), played by a test, which may break the line anywhere.
class TusPeer : public QObject
{
public:
    struct File
    {
        QByteArray bytes;
        qint64 length = 0;
        QByteArray metadata;
    };

    TusPeer();

    QUrl url() const;
    /// Cuts the line of the next PATCH as soon as that many bytes of the file are there; what came is kept.
    /// (Qt then tries the same request once more by itself.)
    void tearAt(qint64 bytes) { m_tearAt = bytes; }
    /// Answers the next request of that method with a problem.
    void refuseNext(const QByteArray &method, int status, const QByteArray &code)
    {
        m_refusal = {method, status, code};
    }
    /// Nobody answers for a while: the port is closed.
    void leave();
    void comeBack();

    QMap<QByteArray, File> files; ///< by id: "f1", "f2", …
    QList<QByteArray> asked;      ///< "PATCH f1 3000" with its offset, "HEAD f1", …

private:
    struct Refusal
    {
        QByteArray method;
        int status = 0;
        QByteArray code;
    };
    struct Request
    {
        QByteArray method;
        QByteArray id;
        QMap<QByteArray, QByteArray> headers;
        bool hasHead = false;
        QByteArray input;
        qint64 received = 0;
    };

    void visited();
    void read(QTcpSocket *socket);
    bool readHead(Request &request);
    void answer(QTcpSocket *socket, const Request &request);
    void reply(QTcpSocket *socket, int status, const QByteArray &headers = {}, const QByteArray &body = {});

    QMap<QTcpSocket *, Request> m_requests;
    std::optional<Refusal> m_refusal;
    qint64 m_tearAt = -1;
    quint16 m_port = 0;
    QTcpServer m_server; ///< last: its sockets still say goodbye to the others while it ends
};

} // namespace lectern::test
