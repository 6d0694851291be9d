// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/dialect/RoomDoor.h"
#include "server/dialect/stomp/StompSubscription.h"
#include "server/domain/Session.h"

#include <functional>

namespace lectern {

/// A client's seat in one room, with all of its subscriptions to it: one person has one line into a room,
/// however often they subscribe.
class StompSeat : public Session
{
public:
    /// What a seat tells the connection that it belongs to. None of it may destroy the seat.
    struct Outlet
    {
        std::function<void(const QByteArray &frame)> send;
        std::function<void(const QString &receipt)> acknowledge; ///< empty: none was asked for
        std::function<void(const Problem &)> refuse;             ///< the connection cannot go on
        std::function<void(StompSeat *, CloseCode, const payload::Bye &)> ended; ///< the room is done with it
    };

    StompSeat(Outlet outlet, Place place);
    ~StompSeat() override; ///< as leave(Departure::Dropped)

    const Place &place() const { return m_place; }
    const QString &roomId() const { return m_roomId; }

    /// Enters the room with its first one. The receipt goes once its messages come.
    void subscribe(StompSubscription subscription, const QString &receipt);
    /// Whether it was the last one is for the caller to see.
    void unsubscribe(const QString &id);

    bool has(const QString &subscriptionId) const;
    QList<StompSubscription> &subscriptions() { return m_subscriptions; }

    void leave(Departure how);

    void deliver(const EnvelopePtr &envelope) override;
    void end(CloseCode code, const payload::Bye &bye) override;

private:
    void send(const StompTail &tail);

    Outlet m_outlet;
    Place m_place;
    QString m_roomId;
    QList<StompSubscription> m_subscriptions;
    QStringList m_receipts; ///< that wait for the room's welcome
    bool m_isIn = false;
    bool m_isWelcome = false;
};

} // namespace lectern
