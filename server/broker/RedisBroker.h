// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/EchoFilter.h"
#include "server/broker/RedisLink.h"
#include "server/broker/RedisTally.h"
#include "server/domain/ports/Broker.h"

#include <QtCore/QHash>
#include <QtCore/QPromise>
#include <QtCore/QQueue>

#include <memory>

namespace lectern {

/// Rooms over several nodes: a room's messages go over the Redis channel "room:{id}" as native JSON, notices
/// about seats over "lectern:room:{id}". The numbering of rooms without a log is kept in the hash
/// "lectern:room:{id}:counter", and what was published there by a ref in the hashes "lectern:room:{id}:refs"
/// and "…:refs:older", from the sender's id and the ref, with a line break between, to "seq id time". While
/// Redis is away, publishing does nothing and publishNumbered() fails.
class RedisBroker : public Broker
{
    Q_OBJECT

public:
    /// Both links outlive the broker; whoever made them opens them.
    RedisBroker(RedisLink &commands, RedisLink &subscriptions, QObject *parent = nullptr);
    ~RedisBroker() override;

    QFuture<Result<void>> subscribe(QString roomId) override;
    void unsubscribe(const QString &roomId) override;
    void publish(const EnvelopePtr &envelope) override;
    void publishSeat(const QString &roomId, const SeatNotice &notice) override;
    void publishNumbered(const Message &message, QObject *context, Numbered done) override;
    QFuture<Result<Counter>> counter(QString roomId) override;
    void forget(const QString &roomId) override;
    bool isUp() const override { return m_up; }
    bool isShared() const override { return true; }

    const RedisTally &tally() const { return m_tally; }

private:
    struct Subscription
    {
        quint64 request = 0; ///< the request that asked for it last
        bool stands = false;
        QList<std::shared_ptr<QPromise<Result<void>>>> waiting;
    };
    struct Request
    {
        quint64 number = 0;
        QString roomId;
        bool subscribes = false;
        int confirmationsMissing = 0;
    };

    void loadScript(); ///< before anything is published, so that the order of publishing stays
    void send(const QByteArray &channel, const QByteArray &payload, const QString &roomId);
    void subscribeAll();
    void forgetSubscriptions();
    /// Once both links are up and every subscription stands: says so, and finds out which of the own
    /// publications will not come back.
    void checkUp();
    void goDown();
    quint64 request(const QString &roomId, bool subscribes);
    void answer(Subscription &subscription, const Result<void> &result);
    void pushed(const RedisReply &reply);
    void confirmed();
    void arrived(const QByteArray &channel, const QByteArray &payload);
    bool takeSeat(const QString &roomId, const QByteArray &payload); ///< false: not understood
    bool takeMessage(const QString &roomId, const QByteArray &payload);

    RedisLink &m_commands;
    RedisLink &m_subscriptions;
    EchoFilter m_echoes;
    QByteArray m_publishNumbered; ///< the name that Redis knows the script by: its SHA-1, in hexadecimal
    QByteArray m_fenceChannel;    ///< of this node alone: what comes back there tells how far Redis has got
    QHash<QString, Subscription> m_rooms;
    QQueue<Request> m_requests; ///< in the order in which Redis confirms them
    quint64 m_lastRequest = 0;
    RedisTally m_tally;
    bool m_up = false;
};

} // namespace lectern
