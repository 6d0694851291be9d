// SPDX-License-Identifier: GPL-3.0-or-later
#include "RestCall.h"

#include <QtCore/QJsonDocument>

#include <optional>

#include <sys/socket.h>

namespace lectern::bench {

using namespace Qt::StringLiterals;

namespace {

/// Bytes that follow the head, by its Content-Length.
qsizetype bodyLength(const QByteArray &head)
{
    const QByteArray lower = head.toLower();
    const qsizetype at = lower.indexOf("\r\ncontent-length:");
    if (at < 0) return 0;
    const qsizetype from = at + 17;
    return lower.mid(from, lower.indexOf('\r', from) - from).trimmed().toLongLong();
}

} // namespace

std::expected<QByteArray, QString> RestCall::exchange(const QByteArray &request)
{
    if (!m_socket) {
        auto socket = connectTo(m_address);
        if (!socket) return std::unexpected(socket.error());
        m_socket = *std::move(socket);
    }
    const auto failed = [this] {
        m_socket = Descriptor();
        return std::unexpected(u"the server closed the connection"_s);
    };
    if (::send(m_socket.get(), request.constData(), std::size_t(request.size()), MSG_NOSIGNAL) !=
        request.size())
        return failed();

    QByteArray answer;
    std::optional<qsizetype> whole;
    while (!whole || answer.size() < *whole) {
        char buffer[16 * 1024];
        const ssize_t got = ::recv(m_socket.get(), buffer, sizeof buffer, 0);
        if (got <= 0) return failed();
        answer.append(buffer, got);
        const qsizetype end = answer.indexOf("\r\n\r\n");
        if (!whole && end >= 0) whole = end + 4 + bodyLength(answer.left(end + 2));
    }
    if (answer.left(answer.indexOf("\r\n\r\n")).toLower().contains("\r\nconnection: close"))
        m_socket = Descriptor();
    return answer;
}

std::expected<QJsonObject, QString> RestCall::operator()(const QByteArray &verb, const QByteArray &path,
                                                         const QJsonObject &body)
{
    const QByteArray json =
        body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact);
    QByteArray request =
        verb + " /api/v1" + path + " HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n";
    if (!m_token.isEmpty()) request += "Authorization: Bearer " + m_token.toUtf8() + "\r\n";
    request += "Content-Length: " + QByteArray::number(json.size()) + "\r\n\r\n" + json;

    const auto answer = exchange(request);
    const QString what = QString::fromLatin1(verb + ' ' + path);
    if (!answer) return std::unexpected(what + u": "_s + answer.error());
    const QByteArray content = answer->mid(answer->indexOf("\r\n\r\n") + 4);
    if (answer->mid(9, 1) != "2")
        return std::unexpected(u"%1: %2 %3"_s.arg(what, QString::fromLatin1(answer->mid(9, 3)),
                                                  QString::fromUtf8(content.left(300))));
    return QJsonDocument::fromJson(content).object();
}

} // namespace lectern::bench
