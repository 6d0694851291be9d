// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtCore/QUrl>
#include <QtNetwork/QTcpServer>

#include <functional>

class QTcpSocket;

namespace lectern::test {

/// A server whose answers to HTTP requests a test gives, and that keeps what it was asked.
class HttpPeer : public QObject
{
public:
    struct Asked
    {
        QByteArray line; ///< for instance "GET /api/v1/profile HTTP/1.1"
        QByteArray head; ///< all header lines
        QByteArray body;
    };

    HttpPeer();

    QUrl url() const;
    void answerWith(int status, const QByteArray &contentType, const QByteArray &body,
                    const QByteArray &moreHeaders = {});
    void answerJson(const QByteArray &body, int status = 200)
    {
        answerWith(status, "application/json", body);
    }
    /// Each request gets what `answer` makes of it, whole and raw (of() writes it).
    void answerBy(std::function<QByteArray(const Asked &)> answer) { m_answerer = std::move(answer); }
    static QByteArray of(int status, const QByteArray &contentType, const QByteArray &body,
                         const QByteArray &moreHeaders = {});
    /// Not even HTTP.
    void answerRaw(const QByteArray &bytes) { m_answer = bytes; }
    /// Does not end the connection after an answer.
    void keepOpen() { m_closing = false; }
    /// Takes the request and says nothing.
    void keepSilent() { m_answer.clear(); }
    /// Stops taking bytes in, so that a sender is stuck half way.
    void stopReading() { m_reading = false; }

    QList<Asked> asked;

private:
    void read(QTcpSocket *socket);

    QHash<QTcpSocket *, QByteArray> m_input;
    QByteArray m_answer;
    std::function<QByteArray(const Asked &)> m_answerer;
    bool m_reading = true;
    bool m_closing = true;
    QTcpServer m_server; ///< last: its sockets still say goodbye to the others while it ends
};

} // namespace lectern::test
