// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/ports/Broker.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <vector>

namespace lectern {

/// The broker of a node that is alone: there is nobody to tell, and the counters of the rooms without a log
/// are kept in memory. received() brings numbered messages of subscribed rooms, queued.
class LocalBroker : public Broker
{
    Q_OBJECT

public:
    explicit LocalBroker(QObject *parent = nullptr);

    QFuture<Result<void>> subscribe(QString roomId) override;
    void unsubscribe(const QString &roomId) override;
    void publish(const EnvelopePtr &envelope) override;
    void publishSeat(const QString &roomId, const SeatNotice &notice) override;
    void publishNumbered(const Message &message, QObject *context, Numbered done) override;
    QFuture<Result<Counter>> counter(QString roomId) override;
    void forget(const QString &roomId) override;
    bool isUp() const override;
    bool isShared() const override { return false; }

private:
    Counter &counterOf(const QString &roomId);
    void ring();

    QSet<QString> m_subscribed;
    QHash<QString, Counter> m_counters;
    std::vector<EnvelopePtr> m_unrung; ///< numbered in this turn
};

} // namespace lectern
