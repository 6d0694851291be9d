// SPDX-License-Identifier: GPL-3.0-or-later
// What a client may do that has signed in.
#include "server/dialect/stomp/StompSession.h"

#include <QtCore/QPointer>

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

Message sendOf(const QString &text)
{
    Message message;
    message.type = MessageType::Send;
    message.targetType = TargetType::All;
    message.payload = payload::Text{text};
    return message;
}

} // namespace

QCoro::Task<void> StompSession::send(StompFrame frame)
{
    const QString receipt = frame.header("receipt"_L1);
    const auto saying = sayingOf(frame);
    if (!saying) co_return m_wire.fail(saying.error(), receipt);
    if (postponed(frame)) co_return;
    const Done stored = [this, receipt] { m_wire.acknowledge(receipt); };
    co_await say(*saying, receipt, stored);
}

QCoro::Task<void> StompSession::say(StompSaying saying, QString receipt, Done stored)
{
    const QPointer<StompSession> self(this);
    Place place;
    if (const auto seat = seatIn(saying.roomId)) {
        place = seat->place();
    } else {
        const auto found = co_await m_door.place(*m_identity, saying.roomId, m_approach);
        if (!self || m_wire.isOver()) co_return;
        if (!found) co_return m_wire.fail(found.error(), receipt);
        place = *found;
    }
    if (place.room->count() == 0)
        co_return m_wire.fail({ErrorCode::NobodyThere, u"nobody is in room %1"_s.arg(saying.roomId)},
                              receipt);
    ++m_underWay;
    place.room->post(place.member, sendOf(saying.text), [self, receipt, stored](const auto &said) {
        if (!self) return;
        --self->m_underWay;
        if (said)
            stored();
        else
            self->m_wire.fail(said.error(), receipt);
        // The room is still at it, and is not to be left meanwhile.
        QMetaObject::invokeMethod(self, &StompSession::becomeIdle, Qt::QueuedConnection);
    });
}

QCoro::Task<void> StompSession::subscribe(StompFrame frame)
{
    const QString receipt = frame.header("receipt"_L1);
    const auto roomId = subscribedRoom(frame.header("destination"_L1));
    if (!roomId) co_return m_wire.fail(roomId.error(), receipt);
    const auto subscription = StompSubscription::of(frame, m_wire.version(), m_lastNumber + 1);
    if (!subscription) co_return m_wire.fail(subscription.error(), receipt);
    if (seatOf(subscription->id()))
        co_return m_wire.fail(
            {ErrorCode::BadRequest, u"id: \"%1\" is a subscription already"_s.arg(subscription->id())},
            receipt);
    if (subscriptionCount() == kMostSubscriptions)
        co_return m_wire.fail(
            {ErrorCode::BadRequest, u"expected at most %1 subscriptions"_s.arg(kMostSubscriptions)}, receipt);

    auto seat = seatIn(*roomId);
    if (!seat) {
        const QPointer<StompSession> self(this);
        const auto place = co_await m_door.place(*m_identity, *roomId, m_approach);
        if (!self || m_wire.isOver()) co_return;
        if (!place) co_return m_wire.fail(place.error(), receipt);
        seat = std::make_shared<StompSeat>(outlet(), *place);
        m_seats.push_back(seat);
    }
    m_lastNumber = subscription->number();
    seat->subscribe(*subscription, receipt);
}

StompSeat::Outlet StompSession::outlet()
{
    return {.send = [this](const QByteArray &frame) { m_wire.send(frame); },
            .acknowledge = [this](const QString &receipt) { m_wire.acknowledge(receipt); },
            .refuse = [this](const Problem &problem) { m_wire.fail(problem); },
            .ended = [this](StompSeat *seat, CloseCode code,
                            const payload::Bye &bye) { ended(seat, code, bye); }};
}

void StompSession::unsubscribe(const StompFrame &frame)
{
    const QString receipt = frame.header("receipt"_L1);
    const bool byDestination = m_wire.version() == StompVersion::V1_0 && !frame.has("id"_L1);
    const QString id = frame.header(byDestination ? "destination"_L1 : "id"_L1);
    if (id.isEmpty())
        return m_wire.fail({ErrorCode::BadRequest, u"id: expected the id of a subscription"_s}, receipt);
    // One that is not there may have ended from this side a moment ago.
    if (const auto seat = seatOf(id)) {
        seat->unsubscribe(id);
        if (seat->subscriptions().isEmpty()) {
            seat->leave(Departure::Left);
            std::erase(m_seats, seat);
        }
    }
    m_wire.acknowledge(receipt);
}

Result<void> StompSession::settle(const StompFrame &ack)
{
    const bool byId = m_wire.version() == StompVersion::V1_2;
    const auto name = byId ? "id"_L1 : "message-id"_L1;
    const QString subscription = ack.header("subscription"_L1);
    const StompAckId wanted = byId ? StompAckId::of(ack.header(name)) : StompAckId{0, ack.header(name)};
    if (wanted.messageId.isEmpty())
        return problem(ErrorCode::BadRequest, u"%1: expected that of a MESSAGE"_s.arg(name));
    if (m_wire.version() == StompVersion::V1_1 && subscription.isEmpty())
        return problem(ErrorCode::BadRequest, u"subscription: expected that of the MESSAGE"_s);

    bool isThere = false;
    for (const auto &seat : m_seats)
        for (StompSubscription &each : seat->subscriptions()) {
            if (byId ? each.number() != wanted.number : !subscription.isEmpty() && each.id() != subscription)
                continue;
            isThere = true;
            if (each.settle(wanted.messageId)) return {};
        }
    // Of a subscription that is not there any more everything is settled.
    if (!isThere && (byId ? wanted.number > 0 && wanted.number <= m_lastNumber : true)) return {};
    return problem(ErrorCode::BadRequest, u"%1: no MESSAGE waits for this"_s.arg(name));
}

QCoro::Task<void> StompSession::commit(StompFrame frame)
{
    const QString receipt = frame.header("receipt"_L1);
    const auto frames = m_transactions.commit(frame.header("transaction"_L1));
    if (!frames) co_return m_wire.fail(frames.error(), receipt);
    // The receipt says that all of it is stored.
    const auto left = std::make_shared<qsizetype>(frames->size() + 1);
    const QPointer<StompSession> self(this);
    const Done done = [this, left, receipt] {
        if (--*left == 0) m_wire.acknowledge(receipt);
    };
    for (const StompFrame &each : *frames) {
        if (each.command == "SEND") {
            const auto saying = sayingOf(each);
            co_await say(*saying, receipt, done);
            if (!self) co_return;
        } else if (const auto settled = settle(each); settled) {
            done();
        } else {
            m_wire.fail(settled.error(), receipt);
        }
        if (m_wire.isOver()) co_return;
    }
    done();
}

bool StompSession::postponed(const StompFrame &frame)
{
    if (!frame.has("transaction"_L1)) return false;
    conclude(m_transactions.add(frame.header("transaction"_L1), frame), frame.header("receipt"_L1));
    return true;
}

void StompSession::conclude(const Result<void> &done, const QString &receipt)
{
    if (done)
        m_wire.acknowledge(receipt);
    else
        m_wire.fail(done.error(), receipt);
}

std::shared_ptr<StompSeat> StompSession::seatIn(const QString &roomId) const
{
    const auto found = std::ranges::find(m_seats, roomId, [](const auto &seat) { return seat->roomId(); });
    return found == m_seats.end() ? nullptr : *found;
}

std::shared_ptr<StompSeat> StompSession::seatOf(const QString &subscriptionId) const
{
    const auto found =
        std::ranges::find_if(m_seats, [&](const auto &seat) { return seat->has(subscriptionId); });
    return found == m_seats.end() ? nullptr : *found;
}

qsizetype StompSession::subscriptionCount() const
{
    qsizetype count = 0;
    for (const auto &seat : m_seats)
        count += seat->subscriptions().size();
    return count;
}

} // namespace lectern
