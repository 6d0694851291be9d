// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Http.h"
#include "server/transport/SendQueue.h"
#include "server/transport/SocketLine.h"

namespace lectern {

struct ConnectionServices;

/// A ready chunk (RFC 9112, section 7.1) around these bytes, of which there must be some. Implicitly shared:
/// the same may be given to any number of streams.
QByteArray streamChunk(QByteArrayView bytes);

/// The body of an answer that goes out as it comes: chunked, or to an HTTP/1.0 client as it is until the
/// connection closes. Made by the connection when the head is on its way (see HttpResponse::stream), and
/// deleted by it some time after ended() or left().
class ResponseStream : public QObject
{
    Q_OBJECT

public:
    enum class Framing { Chunked, Plain };

    /// The request is the one that is answered.
    ResponseStream(QTcpSocket &socket, ConnectionServices &services, HttpHead request, Framing framing,
                   QObject *parent);

    const HttpHead &request() const { return m_request; }
    ConnectionServices &services() { return m_services; }

    /// Queues a ready chunk. What is queued in one turn of the event loop leaves in one write. When more than
    /// limits.queue bytes would wait, this gives up instead (one chunk alone always goes, however long).
    void send(const QByteArray &chunk);

    /// Throws away what is queued and ends; overrun() comes first.
    void giveUp();

    /// The body is complete; what is queued still goes, unless the client does not read. Does nothing the
    /// second time, or when the client has left.
    void end();

    /// Bytes that wait to be sent, over every queue in this process.
    qint64 bytesWaiting() const { return m_queue.bytesWaiting(); }

    /// To be called by the connection: the client is gone.
    void leave();

Q_SIGNALS:
    /// Nothing waits any more. Take it queued: it comes from within a flush.
    void drained();
    /// The stream ends because too much waits. What is sent from within this signal still goes.
    void overrun();
    /// end() was called, or what came to the same.
    void ended();
    /// The client was gone before that.
    void left();

private:
    SocketLine m_line;
    SendQueue m_queue;
    ConnectionServices &m_services;
    HttpHead m_request;
    Framing m_framing;
    bool m_open = true;
};

} // namespace lectern
