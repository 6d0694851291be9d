// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/CloseCode.h"
#include "server/transport/Frame.h"
#include "server/transport/Http.h"

#include <QtCore/QObject>

namespace lectern {

/// A ready piece of an event stream, as frame() is of a WebSocket: lines of an event with the empty one that
/// ends it, or a comment.
QByteArray eventFrame(QByteArrayView lines);

/// A live line to a client: a WebSocket after its handshake, or an event stream, on which nothing is
/// received. Deletes itself (deleteLater) after closed().
class Connection : public QObject
{
    Q_OBJECT

public:
    /// How a connection ended, as seen from here.
    enum class End {
        Clean,   ///< the peer sent a close frame (closeCode() is what it said)
        Dropped, ///< the socket ended without one
        Timeout, ///< a ping was not answered in time
        Ours,    ///< we closed it
    };
    Q_ENUM(End)

    ~Connection() override;

    /// HttpHead::id of the request that became this connection.
    virtual const QByteArray &requestId() const = 0;

    /// The subprotocol that the handshake answered; empty without one.
    virtual QString subprotocol() const = 0;

    /// Queues a ready frame: textFrame() on a WebSocket, eventFrame() on an event stream. What is queued in
    /// one turn of the event loop leaves in one write. When more than limits.queue bytes would wait, this
    /// closes with CloseCode::TooSlow instead (one frame alone always goes, however long). Does nothing after
    /// close().
    virtual void send(const QByteArray &frame) = 0;

    /// Sends what is queued, then a close frame; aborts when the peer does not answer within 5 seconds
    /// or does not read. The reason is cut to 123 bytes of UTF-8 at a character's boundary. An event stream
    /// just ends. With CloseCode::TooSlow what is queued is thrown away, and tooSlow() comes first.
    virtual void close(CloseCode code, const QString &reason = {}) = 0;

    /// Bytes that wait to be sent, over every queue in this process.
    virtual qint64 bytesWaiting() const = 0;

    /// What the peer said in its close frame; 1005 when that was empty, 1006 without one.
    virtual int closeCode() const = 0;

Q_SIGNALS:
    /// A whole text message, UTF-8 checked. Longer ones than limits.frame have closed with 1009 before.
    void textReceived(const QByteArray &utf8);
    void binaryReceived(const QByteArray &bytes);
    /// Nothing waits any more, all has gone to the kernel: whoever paces a long replay may go on.
    /// Take it queued: it comes from within a flush.
    void drained();
    /// The connection closes because too much waits. What is sent from within this signal still goes.
    void tooSlow();
    /// The connection closes because a message is longer than limits.frame. The same holds.
    void tooBig();
    /// Once, at the end, however it came. Nothing is received after it.
    void closed(lectern::Connection::End end);

protected:
    using QObject::QObject;
};

} // namespace lectern
