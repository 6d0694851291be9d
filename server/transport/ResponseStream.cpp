// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/ResponseStream.h"

#include "server/transport/ConnectionServices.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QByteArray withoutFraming(const QByteArray &chunk)
{
    const qsizetype begin = chunk.indexOf("\r\n") + 2;
    return chunk.sliced(begin, chunk.size() - begin - 2);
}

} // namespace

QByteArray streamChunk(QByteArrayView bytes)
{
    QByteArray chunk;
    chunk.reserve(bytes.size() + 12);
    chunk += QByteArray::number(bytes.size(), 16);
    chunk += "\r\n";
    chunk += bytes;
    chunk += "\r\n";
    return chunk;
}

ResponseStream::ResponseStream(QTcpSocket &socket, ConnectionServices &services, HttpHead request,
                               Framing framing, QObject *parent)
    : QObject(parent)
    , m_line(socket)
    , m_queue(m_line, services.fanout, services.limits.queue)
    , m_services(services)
    , m_request(std::move(request))
    , m_framing(framing)
{
    connect(&m_queue, &SendQueue::drained, this, [this] {
        if (m_open) Q_EMIT drained();
    });
}

void ResponseStream::send(const QByteArray &chunk)
{
    if (!m_open) return;
    if (!m_queue.offer(m_framing == Framing::Chunked ? chunk : withoutFraming(chunk))) giveUp();
}

void ResponseStream::giveUp()
{
    if (!m_open) return;
    m_queue.abandon();
    Q_EMIT overrun();
    end();
}

void ResponseStream::end()
{
    if (!std::exchange(m_open, false)) return;
    if (m_framing == Framing::Chunked) m_queue.append("0\r\n\r\n"_ba);
    m_queue.flush();
    Q_EMIT ended();
}

void ResponseStream::leave()
{
    if (std::exchange(m_open, false)) Q_EMIT left();
}

} // namespace lectern
