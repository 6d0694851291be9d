// SPDX-License-Identifier: GPL-3.0-or-later
#include "TusPeer.h"

#include <QtNetwork/QTcpSocket>

namespace lectern::test {

using namespace Qt::StringLiterals;

TusPeer::TusPeer()
{
    if (!m_server.listen(QHostAddress::LocalHost)) qFatal("no free port");
    m_port = m_server.serverPort();
    connect(&m_server, &QTcpServer::newConnection, this, &TusPeer::visited);
}

QUrl TusPeer::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port));
}

void TusPeer::leave()
{
    m_server.close();
    const auto sockets = m_requests.keys();
    for (auto *socket : sockets)
        socket->abort();
}

void TusPeer::comeBack()
{
    if (!m_server.listen(QHostAddress::LocalHost, m_port)) qFatal("the port is taken");
}

void TusPeer::visited()
{
    while (auto *socket = m_server.nextPendingConnection()) {
        m_requests.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_requests.remove(socket);
            socket->deleteLater();
        });
    }
}

bool TusPeer::readHead(Request &request)
{
    const auto end = request.input.indexOf("\r\n\r\n");
    if (end < 0) return false;
    auto lines = request.input.first(end).split('\n');
    request.input.remove(0, end + 4);
    const auto words = lines.takeFirst().split(' ');
    request.method = words.at(0);
    request.id = words.at(1).split('/').last();
    for (const auto &line : lines) {
        const auto colon = line.indexOf(':');
        request.headers.insert(line.first(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    const auto offset = request.headers.value("upload-offset");
    asked.append(request.method + ' ' + request.id + (offset.isEmpty() ? offset : ' ' + offset));
    request.hasHead = true;
    return true;
}

void TusPeer::read(QTcpSocket *socket)
{
    auto &request = m_requests[socket];
    request.input += socket->readAll();
    if (!request.hasHead && !readHead(request)) return;
    const auto length = request.headers.value("content-length").toLongLong();
    const bool refused = m_refusal && m_refusal->method == request.method;
    if (request.method == "PATCH" && !refused) {
        auto &file = files[request.id];
        const auto offset = request.headers.value("upload-offset").toLongLong() + request.received;
        if (offset != file.bytes.size()) return reply(socket, 409);
        file.bytes += request.input;
        if (m_tearAt >= 0 && file.bytes.size() >= m_tearAt) {
            file.bytes.truncate(m_tearAt);
            m_tearAt = -1;
            socket->abort();
            return;
        }
    }
    request.received += std::exchange(request.input, {}).size();
    if (request.received >= length) answer(socket, request);
}

void TusPeer::answer(QTcpSocket *socket, const Request &request)
{
    if (m_refusal && m_refusal->method == request.method) {
        const auto refusal = *std::exchange(m_refusal, std::nullopt);
        reply(socket, refusal.status, "Content-Type: application/problem+json\r\n",
              R"({"status":)" + QByteArray::number(refusal.status) + R"(,"code":")" + refusal.code + "\"}");
        return;
    }
    if (request.headers.value("tus-resumable") != "1.0.0") return reply(socket, 412);
    if (request.method == "POST") {
        const auto id = 'f' + QByteArray::number(files.size() + 1);
        const auto length = request.headers.value("upload-length");
        files.insert(id, {{}, length.toLongLong(), request.headers.value("upload-metadata")});
        reply(socket, 201, "Content-Type: application/json\r\nLocation: /api/v1/uploads/" + id + "\r\n",
              R"({"id":")" + id +
                  R"(","name":"a.png","contentType":"image/png","state":"uploading","size":)" + length + '}');
        return;
    }
    if (!files.contains(request.id)) {
        reply(socket, 404, "Content-Type: application/problem+json\r\n",
              R"({"status":404,"code":"not_found"})");
        return;
    }
    if (request.method == "DELETE") {
        files.remove(request.id);
        return reply(socket, 204);
    }
    const auto at = "Upload-Offset: " + QByteArray::number(files[request.id].bytes.size()) + "\r\n";
    reply(socket, request.method == "HEAD" ? 200 : 204, at);
}

void TusPeer::reply(QTcpSocket *socket, int status, const QByteArray &headers, const QByteArray &body)
{
    socket->write("HTTP/1.1 " + QByteArray::number(status) +
                  " Canned\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size()) +
                  "\r\n" + headers + "\r\n" + body);
    socket->disconnectFromHost();
}

} // namespace lectern::test
