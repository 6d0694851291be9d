// SPDX-License-Identifier: GPL-3.0-or-later
#include "WsLine.h"

#include <QtCore/QtEndian>

#include <array>
#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>

namespace lectern::bench {

using namespace Qt::StringLiterals;

namespace {

/// All lines read one after the other into the same bytes: what stays is copied by keepRest().
std::array<char, 256 * 1024> &sharedBuffer()
{
    static std::array<char, 256 * 1024> buffer;
    return buffer;
}

constexpr std::array<char, 4> kMask{0x31, 0x5a, 0x77, 0x0c};

template <typename BigEndian> void appendLength(QByteArray &frame, int kind, BigEndian length)
{
    frame.append(char(0x80 | kind));
    frame.append(reinterpret_cast<const char *>(&length), sizeof length);
}

/// Eight bytes at a time: a picture's worth must not keep the generator from reading.
void appendMasked(QByteArray &frame, QByteArrayView payload)
{
    const auto half = quint64(qFromUnaligned<quint32>(kMask.data()));
    const quint64 mask = half << 32 | half;
    const qsizetype begin = frame.size();
    frame.append(payload);
    char *bytes = frame.data() + begin;
    qsizetype i = 0;
    for (; i + 8 <= payload.size(); i += 8)
        qToUnaligned(qFromUnaligned<quint64>(bytes + i) ^ mask, bytes + i);
    for (; i < payload.size(); ++i)
        bytes[i] ^= kMask[std::size_t(i & 3)];
}

} // namespace

std::expected<WsLine, QString> WsLine::begin(const sockaddr_in &address, const QByteArray &path,
                                             const QString &token)
{
    auto socket = connectTo(address);
    if (!socket) return std::unexpected(socket.error());
    WsLine line(*std::move(socket));
    const QByteArray request = "GET " + path +
                               " HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                               "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: bGVjdGVybi1iZW5jaC1rZQ==\r\n"
                               "Authorization: Bearer " +
                               token.toUtf8() + "\r\n\r\n";
    ::send(line.fd(), request.constData(), std::size_t(request.size()), MSG_NOSIGNAL);
    makeNonBlocking(line.m_socket);
    return line;
}

std::expected<WsLine, QString> WsLine::open(const sockaddr_in &address, const QByteArray &path,
                                            const QString &token)
{
    auto line = begin(address, path, token);
    while (line && !line->m_upgraded) {
        pollfd wait{line->fd(), POLLIN, 0};
        ::poll(&wait, 1, -1);
        if (line->receive() && line->takeHead()) line->keepRest();
        if (!line->isOpen()) return std::unexpected(line->end());
    }
    return line;
}

bool WsLine::takeHead()
{
    if (m_upgraded) return true;
    const qsizetype end = m_input.indexOf("\r\n\r\n");
    if (end < 0) {
        keepRest();
        return false;
    }
    if (!m_input.startsWith("HTTP/1.1 101")) {
        close(u"the upgrade was refused: %1"_s.arg(
            QString::fromUtf8(m_input.first(std::min<qsizetype>(m_input.size(), 400)))));
        return false;
    }
    m_input = m_input.sliced(end + 4);
    m_upgraded = true;
    return true;
}

bool WsLine::receive()
{
    auto &buffer = sharedBuffer();
    const ssize_t got = ::recv(fd(), buffer.data(), buffer.size(), 0);
    if (got == 0) close(u"the server closed the connection"_s);
    if (got < 0 && errno != EAGAIN) close(QString::fromLocal8Bit(std::strerror(errno)));
    if (got <= 0) return false;
    if (m_rest.isEmpty()) {
        m_input = QByteArrayView(buffer.data(), got);
    } else {
        m_rest.append(buffer.data(), got);
        m_input = m_rest;
    }
    return true;
}

std::optional<WsLine::Frame> WsLine::nextFrame()
{
    if (m_long) return restOfLong();
    const auto *bytes = reinterpret_cast<const uchar *>(m_input.data());
    if (m_input.size() < 2) return std::nullopt;
    qsizetype head = 2;
    quint64 length = bytes[1] & 0x7f;
    if (length == 126) head = 4;
    if (length == 127) head = 10;
    if (m_input.size() < head) return std::nullopt;
    if (head == 4) length = qFromBigEndian<quint16>(bytes + 2);
    if (head == 10) length = qFromBigEndian<quint64>(bytes + 2);
    const bool plain = (bytes[0] & 0xf0) == 0x80 && (bytes[1] & 0x80) == 0;
    if (!plain) {
        close(u"a frame that was fragmented, extended or masked"_s);
        return std::nullopt;
    }
    const int opcode = bytes[0] & 0x0f;
    const qsizetype here = m_input.size() - head;
    if (quint64(here) < length) {
        if (here >= m_mostKept) {
            m_long =
                LongFrame{opcode, m_input.sliced(head, m_mostKept).toByteArray(), qsizetype(length) - here};
            m_input = {};
        }
        return std::nullopt;
    }
    const Frame frame{opcode, m_input.sliced(head, qsizetype(length))};
    m_input = m_input.sliced(head + qsizetype(length));
    return frame;
}

std::optional<WsLine::Frame> WsLine::restOfLong()
{
    const qsizetype here = std::min(m_long->left, m_input.size());
    m_long->left -= here;
    m_input = m_input.sliced(here);
    if (m_long->left > 0) return std::nullopt;
    const int opcode = m_long->opcode;
    m_beginning = std::move(m_long->beginning);
    m_long.reset();
    return Frame{opcode, m_beginning};
}

void WsLine::keepRest()
{
    // m_input may look into m_rest.
    if (m_input.isEmpty())
        m_rest.clear();
    else if (m_input.size() != m_rest.size())
        m_rest = m_input.toByteArray();
}

void WsLine::control(const Frame &frame)
{
    switch (frame.opcode) {
    case 8: {
        const bool says = frame.payload.size() >= 2;
        const int code = says ? qFromBigEndian<quint16>(frame.payload.data()) : 1005;
        const QString reason = says ? QString::fromUtf8(frame.payload.sliced(2)) : QString();
        close(u"closed by the server with %1 %2"_s.arg(code).arg(reason));
        break;
    }
    case 9:
        send(10, frame.payload);
        break;
    case 10:
        break;
    default:
        close(u"a frame that is no text (opcode %1)"_s.arg(frame.opcode));
    }
}

void WsLine::send(int opcode, QByteArrayView payload)
{
    QByteArray frame;
    frame.reserve(payload.size() + 14);
    frame.append(char(0x80 | opcode));
    if (payload.size() < 126) {
        frame.append(char(0x80 | payload.size()));
    } else if (payload.size() < 65536) {
        appendLength(frame, 126, qToBigEndian(quint16(payload.size())));
    } else {
        appendLength(frame, 127, qToBigEndian(quint64(payload.size())));
    }
    frame.append(kMask.data(), kMask.size());
    appendMasked(frame, payload);

    for (qsizetype sent = 0; sent < frame.size();) {
        const ssize_t now =
            ::send(fd(), frame.constData() + sent, std::size_t(frame.size() - sent), MSG_NOSIGNAL);
        if (now < 0 && errno != EAGAIN) return close(QString::fromLocal8Bit(std::strerror(errno)));
        if (now < 0) {
            // The server takes in nothing more: this is its speed, so wait for it.
            pollfd wait{fd(), POLLOUT, 0};
            ::poll(&wait, 1, 1000);
        } else {
            sent += now;
        }
    }
}

void WsLine::close(const QString &why)
{
    m_end = why;
    m_socket = Descriptor();
}

} // namespace lectern::bench
