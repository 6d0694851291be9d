// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Envelope.h"
#include "common/protocol/Problem.h"

#include <QtCore/QDateTime>
#include <QtCore/QFuture>
#include <QtCore/QObject>

#include <functional>
#include <optional>

namespace lectern {

/// What nodes tell each other about seats, beside the room's own messages.
struct SeatNotice
{
    enum class Kind {
        Online,   ///< this person is connected on that node now
        Away,     ///< their line there went down; their seat is kept
        Expected, ///< that node goes away: they are expected back on another
        Still,    ///< they are connected there since `since`, as they were before the nodes lost each other
        Complete, ///< of nobody: presence tells who sits on that node, and nobody else does
        Restated ///< the same of a node that is back, and may not have heard the others: they answer Complete
    };

    Kind kind = Kind::Online;
    QString userId; ///< empty in Restated
    QString serverId;
    QDateTime since = {}; ///< of Still

    bool operator==(const SeatNotice &) const = default;
};

/// Rings a room's messages out to the other nodes. A node delivers its own messages by itself: what it
/// publishes never comes back to it through received().
class Broker : public QObject
{
    Q_OBJECT

public:
    /// From now on received() brings what other nodes publish for this room. Ready once the subscription
    /// stands; on a failure the broker goes on trying, and says when it stands by connected().
    virtual QFuture<Result<void>> subscribe(QString roomId) = 0;
    virtual void unsubscribe(const QString &roomId) = 0;

    /// In the order of the calls, per room. Not waited for: what gets lost while the other side is away is
    /// found in the log.
    virtual void publish(const EnvelopePtr &envelope) = 0;
    virtual void publishSeat(const QString &roomId, const SeatNotice &notice) = 0;

    /// What has become of a message of a room without a log.
    struct Number
    {
        /// Published before, with this id and at this time.
        struct Earlier
        {
            QString id;
            QDateTime sentAt;
        };

        qint64 seq = 0;
        std::optional<Earlier> earlier = {}; ///< its sender's `ref` was published before: it was not again
    };

    /// For rooms without a log: gives the message, which has none, the room's next seq, in one order for all
    /// nodes, and publishes it, unless its `ref` was published before. Every node, this one too, gets
    /// it through received(). `done` is told from within this call or later; not at all when `context` is
    /// gone by then.
    using Numbered = std::function<void(const Result<Number> &)>;
    virtual void publishNumbered(const Message &message, QObject *context, Numbered done) = 0;

    /// The epoch and last seq of a room without a log; a counter that was lost has a new epoch.
    struct Counter
    {
        QString epoch;
        qint64 lastSeq = 0;
    };
    virtual QFuture<Result<Counter>> counter(QString roomId) = 0;

    /// The room is gone: its counter, too.
    virtual void forget(const QString &roomId) = 0;

    virtual bool isUp() const = 0;

    /// Whether other nodes may be there.
    virtual bool isShared() const = 0;

Q_SIGNALS:
    void received(const lectern::EnvelopePtr &envelope);
    void seatReceived(const QString &roomId, const lectern::SeatNotice &notice);
    /// The link is up again and every subscription stands: messages may have been missed.
    void connected();
    void disconnected();

protected:
    using QObject::QObject;
};

} // namespace lectern
