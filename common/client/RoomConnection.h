// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/CloseCode.h"
#include "common/protocol/Message.h"

#include <QtCore/QObject>
#include <QtCore/QUrl>

#include <memory>

class QSslConfiguration;

namespace lectern {

/// A person's line into one room over the native protocol: connects, comes back by itself with growing,
/// jittered waits (0.5 s up to 15 s), catches up by `since` and `epoch`, hands each numbered message on once
/// and in order, and keeps what was sent until it is acknowledged (a `ref` makes the retry harmless). What is
/// sent faster than the server takes it waits here for its turn.
class RoomConnection : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,         ///< not opened, or closed by us
        Connecting,   ///< first try under way
        Online,       ///< welcome received
        Reconnecting, ///< was online or tried before; the next try is waited for or under way
        Ended,        ///< the server said that coming back makes no sense: see ended()
    };
    Q_ENUM(State)

    explicit RoomConnection(QObject *parent = nullptr);
    ~RoomConnection() override;

    /// `server`: http or https URL as in ApiClient. Empty `roomId`: a teacher's new room.
    /// Starts afresh: numbering, and what waited for an ack, are forgotten.
    void open(const QUrl &server, const QString &roomId, const QString &token);
    /// How a https server is to be secured, from the next connect on; without, as the system does it.
    void setTls(const QSslConfiguration &tls);
    /// A newer token for the next connect; a live connection gets it by `refresh` at once. After an end for
    /// want of a valid token (token_expired, unauthorized) the line goes on where it stopped.
    void setToken(const QString &token);
    /// Leaves cleanly (1000): what waits for an ack is given up.
    void close();
    /// Tries at once instead of waiting (the network is back, the window was shown).
    void retryNow();

    State state() const;
    QString roomId() const;
    qint64 lastSeq() const;
    int pendingCount() const; ///< messages without an ack
    /// Why the last try could not be secured (a certificate that is not accepted, no TLS there), in English;
    /// empty when it did not fail for that. Holds when retryIn() comes.
    QString insecure() const;

    /// Sends text, image, file or delete: kept and repeated until acknowledged. Returns the `ref` given to
    /// it. What is larger than one frame may be is refused (by the signal) and not sent.
    QString send(Message message);
    /// Sends anything else once, now; false when not online (it is not kept).
    bool post(const Message &message);

Q_SIGNALS:
    void stateChanged(lectern::RoomConnection::State state);
    /// Seconds until the next try, when state() becomes Reconnecting.
    void retryIn(double seconds);
    /// After each (re)connect, before anything else. `recovered` false: show the history that follows afresh.
    void welcomed(const lectern::payload::Welcome &welcome);
    /// Every other frame, own messages too (with their ref); numbered ones once and in order.
    void received(const lectern::Message &message);
    void acknowledged(const QString &ref, const QString &id, qint64 seq, const QDateTime &sentAt);
    /// An `error` frame; with a ref, that message was refused and is not repeated.
    void refused(const QString &ref, lectern::ErrorCode code, const QString &text);
    /// The end, with the last `bye` or what the close code or HTTP status means.
    void ended(lectern::ErrorCode code, const QString &reason);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lectern
