// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/EventConnection.h"

#include "server/transport/ConnectionServices.h"
#include "server/transport/ResponseStream.h"

namespace lectern {

using namespace Qt::StringLiterals;

EventConnection::EventConnection(ResponseStream *stream)
    : Connection(stream)
    , m_stream(*stream)
    , m_services(stream->services())
{
    connect(stream, &ResponseStream::drained, this, &EventConnection::drained);
    connect(stream, &ResponseStream::overrun, this, &EventConnection::tooSlow);
    connect(stream, &ResponseStream::ended, this, [this] { finish(End::Ours); });
    connect(stream, &ResponseStream::left, this, [this] { finish(End::Dropped); });
    m_services.pings.add(this);
    ++m_services.tally.connections[WireTally::kEventStreams];
}

EventConnection::~EventConnection()
{
    m_services.pings.remove(this);
}

const QByteArray &EventConnection::requestId() const
{
    return m_stream.request().id;
}

void EventConnection::send(const QByteArray &frame)
{
    m_stream.send(frame);
}

void EventConnection::close(CloseCode code, const QString &)
{
    if (code == CloseCode::TooSlow)
        m_stream.giveUp();
    else
        m_stream.end();
}

qint64 EventConnection::bytesWaiting() const
{
    return m_stream.bytesWaiting();
}

int EventConnection::closeCode() const
{
    return static_cast<int>(CloseCode::Abnormal);
}

void EventConnection::ping()
{
    static const QByteArray comment = eventFrame(":\n\n"_ba);
    m_stream.send(comment);
    answeredPing();
}

void EventConnection::timeOut() {}

void EventConnection::finish(End end)
{
    if (!std::exchange(m_open, false)) return;
    m_services.pings.remove(this);
    --m_services.tally.connections[WireTally::kEventStreams];
    m_services.tally.closes.add(end, closeCode());
    Q_EMIT closed(end);
}

} // namespace lectern
