// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/stomp/StompSeat.h"

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

StompSeat::StompSeat(Outlet outlet, Place place)
    : m_outlet(std::move(outlet))
    , m_place(std::move(place))
    , m_roomId(m_place.room->info().id)
{
}

StompSeat::~StompSeat()
{
    leave(Departure::Dropped);
}

void StompSeat::subscribe(StompSubscription subscription, const QString &receipt)
{
    m_subscriptions.append(std::move(subscription));
    if (m_isWelcome) return m_outlet.acknowledge(receipt);
    m_receipts.append(receipt);
    if (std::exchange(m_isIn, true)) return;
    // Who subscribes hears what is said from now on.
    Entrance entrance;
    entrance.member = m_place.member;
    entrance.history = 0;
    m_place.room->enter(this, entrance);
}

void StompSeat::unsubscribe(const QString &id)
{
    m_subscriptions.removeIf([&](const StompSubscription &each) { return each.id() == id; });
}

bool StompSeat::has(const QString &subscriptionId) const
{
    return std::ranges::find(m_subscriptions, subscriptionId, &StompSubscription::id) !=
           m_subscriptions.end();
}

void StompSeat::leave(Departure how)
{
    if (std::exchange(m_isIn, false)) m_place.room->depart(this, how);
}

void StompSeat::deliver(const EnvelopePtr &envelope)
{
    if (envelope->message().type == MessageType::Welcome) {
        m_isWelcome = true;
        for (const QString &receipt : std::exchange(m_receipts, {}))
            m_outlet.acknowledge(receipt);
        return;
    }
    for (const StompTail &tail : tailsOf(envelope))
        send(tail);
}

void StompSeat::end(CloseCode code, const payload::Bye &bye)
{
    m_isIn = false;
    // Whom a node sends elsewhere does not leave: they are expected there.
    if (code != CloseCode::GoingAway) {
        const QByteArray farewell = farewellTail(m_roomId, m_place.member.person, bye.code, bye.reason);
        send(StompTail::of(farewell));
    }
    m_outlet.ended(this, code, bye);
}

void StompSeat::send(const StompTail &tail)
{
    for (StompSubscription &subscription : m_subscriptions) {
        m_outlet.send(subscription.frame(tail));
        if (subscription.isFull())
            m_outlet.refuse({ErrorCode::TooSlow, u"ACK: expected for one of the last %1 messages"_s.arg(
                                                     StompSubscription::kMostUnsettled)});
    }
}

} // namespace lectern
