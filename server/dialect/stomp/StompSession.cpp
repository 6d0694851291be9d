// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/stomp/StompSession.h"

#include <QCoroFuture>
#include <QtCore/QPointer>

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// `Authorization: Bearer JWT`, or the JWT as `passcode`.
QString tokenOf(const StompFrame &connect)
{
    constexpr auto kBearer = "Bearer "_L1;
    const QString authorization = connect.header("Authorization"_L1);
    if (authorization.startsWith(kBearer, Qt::CaseInsensitive))
        return authorization.sliced(kBearer.size()).trimmed();
    return connect.header("passcode"_L1);
}

} // namespace

StompSession::StompSession(MessageSocket &socket, const RoomDoor &door, Approach approach,
                           StompPatience patience)
    : QObject(&socket)
    , m_door(door)
    , m_approach(std::move(approach))
    , m_wire(socket, door.limits(), patience)
    , m_pace(door.limits().rate, door.limits().burst)
    , m_transactions(door.limits().queue)
{
    connect(&m_wire, &StompWire::readable, this, [this] { work(); });
    connect(&m_wire, &StompWire::over, this, &StompSession::letGo);
    connect(&m_token, &TokenLife::ended, this,
            [this](const Problem &why) { m_wire.fail(why, {}, CloseCode::TokenExpired); });
}

QCoro::Task<void> StompSession::work()
{
    if (m_isWorking) co_return;
    m_isWorking = true;
    const QPointer<StompSession> self(this);
    while (!m_goodbye) {
        std::optional<StompFrame> frame = m_wire.take();
        if (!frame) break;
        co_await obey(std::move(*frame));
        if (!self) co_return;
    }
    m_isWorking = false;
}

QCoro::Task<void> StompSession::obey(StompFrame frame)
{
    if (!m_identity) {
        co_await signIn(std::move(frame));
        co_return;
    }
    const QByteArray command = frame.command;
    const QString receipt = frame.header("receipt"_L1);
    if (command == "ACK" || command == "NACK") {
        if (!postponed(frame)) conclude(settle(frame), receipt);
        co_return;
    }
    if (!m_pace.take())
        co_return m_wire.fail(
            {ErrorCode::RateLimited, u"expected at most %1 frames a second"_s.arg(m_door.limits().rate)},
            receipt);
    if (command == "SEND")
        co_await send(std::move(frame));
    else if (command == "SUBSCRIBE")
        co_await subscribe(std::move(frame));
    else if (command == "UNSUBSCRIBE")
        unsubscribe(frame);
    else if (command == "BEGIN")
        conclude(m_transactions.begin(frame.header("transaction"_L1)), receipt);
    else if (command == "COMMIT")
        co_await commit(std::move(frame));
    else if (command == "ABORT")
        conclude(m_transactions.abort(frame.header("transaction"_L1)), receipt);
    else if (command == "DISCONNECT")
        disconnect(receipt);
    else
        m_wire.fail({ErrorCode::BadRequest, u"expected a command of STOMP %1 from a client, got \"%2\""_s.arg(
                                                wireName(m_wire.version()), QString::fromUtf8(command))},
                    receipt);
}

QCoro::Task<void> StompSession::signIn(StompFrame connect)
{
    if (connect.command != "CONNECT" && connect.command != "STOMP")
        co_return m_wire.fail({ErrorCode::Unauthorized, u"expected CONNECT first"_s},
                              connect.header("receipt"_L1));
    const auto terms = termsFor(connect);
    if (!terms) co_return m_wire.fail(terms.error());
    const QString token = tokenOf(connect);
    if (token.isEmpty())
        co_return m_wire.fail(
            {ErrorCode::Unauthorized,
             u"expected a token as Authorization (\"Bearer\" and the token) or passcode"_s});

    const QPointer<StompSession> self(this);
    const auto identity = co_await m_door.identify(token);
    if (!self || m_wire.isOver()) co_return;
    if (!identity) co_return m_wire.fail(identity.error());
    m_identity = *identity;
    m_door.follow(identity->claims, m_token);
    m_wire.agree(*terms, identity->person.id);
}

void StompSession::disconnect(const QString &receipt)
{
    m_goodbye = receipt;
    becomeIdle();
}

void StompSession::becomeIdle()
{
    if (!m_goodbye || m_underWay > 0 || m_wire.isOver()) return;
    letGo(MessageSocket::End::Goodbye);
    m_wire.acknowledge(*m_goodbye);
    m_wire.finish();
}

void StompSession::ended(StompSeat *seat, CloseCode code, const payload::Bye &bye)
{
    const auto found = std::ranges::find(m_seats, seat, [](const auto &each) { return each.get(); });
    // The seat is the caller's caller: it goes when this has returned.
    QMetaObject::invokeMethod(this, [gone = *found] {}, Qt::QueuedConnection);
    m_seats.erase(found);
    if (m_seats.empty()) m_wire.fail({bye.code, bye.reason}, {}, code, bye.reconnectIn);
}

void StompSession::letGo(MessageSocket::End end)
{
    for (const auto &seat : std::exchange(m_seats, {}))
        seat->leave(departureOf(end));
}

} // namespace lectern
