// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Later.h"

#include "server/domain/ports/Broker.h"

namespace lectern::house {

/// Rings between the nodes of a test; a lone one hears itself only for numbered messages.
class Bells : public Broker
{
public:
    QList<Bells *> others;
    bool deaf = false; ///< loses what the others ring
    QList<Message> rung;

    QFuture<Result<void>> subscribe(QString) override { return later<void>({}); }
    void unsubscribe(const QString &) override {}
    void publish(const EnvelopePtr &envelope) override
    {
        rung.append(envelope->message());
        for (Bells *other : others)
            QTimer::singleShot(0, other, [other, envelope] {
                if (!other->deaf) Q_EMIT other->received(envelope);
            });
    }
    void publishSeat(const QString &roomId, const SeatNotice &notice) override
    {
        for (Bells *other : others)
            QTimer::singleShot(0, other, [=] {
                if (!other->deaf) Q_EMIT other->seatReceived(roomId, notice);
            });
    }
    void publishNumbered(const Message &message, QObject *context, Numbered done) override
    {
        Message numbered = message;
        numbered.seq = ++m_last;
        const auto envelope = seal(numbered);
        QTimer::singleShot(0, this, [this, envelope] { Q_EMIT received(envelope); });
        QTimer::singleShot(0, context, [done, seq = m_last] { done(Number{seq}); });
    }
    QFuture<Result<Counter>> counter(QString) override
    {
        return later<Counter>(Counter{QStringLiteral("volatile"), m_last});
    }
    void forget(const QString &) override {}
    bool isUp() const override { return true; }
    bool isShared() const override { return true; }

private:
    qint64 m_last = 0;
};

} // namespace lectern::house
