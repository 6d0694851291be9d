// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/LocalBroker.h"

#include "common/protocol/Ulid.h"

#include <utility>

namespace lectern {

LocalBroker::LocalBroker(QObject *parent)
    : Broker(parent)
{
}

QFuture<Result<void>> LocalBroker::subscribe(QString roomId)
{
    m_subscribed.insert(roomId);
    return QtFuture::makeReadyFuture(Result<void>());
}

void LocalBroker::unsubscribe(const QString &roomId)
{
    m_subscribed.remove(roomId);
}

void LocalBroker::publish(const EnvelopePtr &) {}

void LocalBroker::publishSeat(const QString &, const SeatNotice &) {}

void LocalBroker::publishNumbered(const Message &message, QObject *, Numbered done)
{
    Message numbered = message;
    numbered.seq = ++counterOf(message.roomId).lastSeq;
    const qint64 seq = numbered.seq;
    if (m_unrung.empty()) QMetaObject::invokeMethod(this, &LocalBroker::ring, Qt::QueuedConnection);
    m_unrung.push_back(seal(std::move(numbered)));
    done(Number{seq});
}

void LocalBroker::ring()
{
    for (const auto &envelope : std::exchange(m_unrung, {}))
        if (m_subscribed.contains(envelope->message().roomId)) Q_EMIT received(envelope);
}

QFuture<Result<Broker::Counter>> LocalBroker::counter(QString roomId)
{
    return QtFuture::makeReadyFuture(Result<Counter>(counterOf(roomId)));
}

void LocalBroker::forget(const QString &roomId)
{
    m_counters.remove(roomId);
}

bool LocalBroker::isUp() const
{
    return true;
}

Broker::Counter &LocalBroker::counterOf(const QString &roomId)
{
    Counter &counter = m_counters[roomId];
    if (counter.epoch.isEmpty()) counter.epoch = newUlid();
    return counter;
}

} // namespace lectern
