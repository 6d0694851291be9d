// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/chat/ChatSession.h"

#include "common/protocol/PersonName.h"
#include "common/protocol/RoomCode.h"
#include "common/protocol/Ulid.h"
#include "server/dialect/RoomSeat.h"
#include "server/transport/WebSocketMessages.h"

#include <QtCore/QPointer>

namespace lectern {

using namespace Qt::StringLiterals;

/// A client's place in one room. A quiet one, which nobody has asked for, hears what is said but not who
/// comes and goes.
class ChatSession::Seat : public RoomSeat
{
public:
    Seat(ChatSession &session, Place place, bool isQuiet)
        : RoomSeat(std::move(place))
        , m_session(session)
        , m_isQuiet(isQuiet)
    {
    }

    /// The client has entered: it hears of itself, and of the others from now on.
    void announce()
    {
        m_isQuiet = false;
        m_session.m_connection.send(enterFrame(roomId(), self()));
    }

    void deliver(const EnvelopePtr &envelope) override
    {
        const Message &message = envelope->message();
        if (const auto *error = payloadOf<payload::Error>(message))
            return m_session.refuse(roomId(), {error->code, error->text});
        if (message.type == MessageType::Welcome && !m_isQuiet) return announce();
        if (m_isQuiet && payloadOf<payload::People>(message)) return;
        if (const QByteArray frames = chatFrames(envelope); !frames.isEmpty())
            m_session.m_connection.send(frames);
    }

protected:
    void ended(CloseCode code, const payload::Bye &bye) override
    {
        // Whom a node sends elsewhere does not leave: they are expected there.
        if (code == CloseCode::GoingAway)
            m_session.m_connection.send(errorFrame(roomId(), {bye.code, bye.reason}, bye.reconnectIn));
        else if (!m_isQuiet)
            m_session.m_connection.send(farewellFrame(roomId(), self(), bye.reason));
        m_session.ended(roomId(), code, bye.reason);
    }

private:
    ChatSession &m_session;
    bool m_isQuiet;
};

ChatSession::ChatSession(Connection &connection, const RoomDoor &door, ChatTicket ticket)
    : QObject(&connection)
    , m_connection(connection)
    , m_door(door)
    , m_identity(std::move(ticket.visitor.identity))
    , m_isAnonymous(ticket.visitor.isAnonymous)
    , m_approach(std::move(ticket.approach))
    , m_pace(door.limits().rate, door.limits().burst)
{
    connect(&connection, &Connection::textReceived, this, &ChatSession::received);
    connect(&connection, &Connection::binaryReceived, this, [this] {
        refuse({}, {ErrorCode::BadRequest, u"expected text"_s});
        m_connection.close(CloseCode::Malformed, u"expected text"_s);
    });
    // Queued: a connection may end while a room is handing a message to it.
    connect(
        &connection, &Connection::closed, this,
        [this](Connection::End end) {
            const auto how = departureOf(WebSocketMessages::meaning(end, m_connection.closeCode()));
            // Nobody can come back to a seat that is known on this line alone.
            letGo(m_isAnonymous ? Departure::Left : how);
        },
        Qt::QueuedConnection);
    connect(&m_token, &TokenLife::ended, this, [this](const Problem &why) {
        refuse({}, why);
        m_connection.close(CloseCode::TokenExpired, why.detail);
    });
    door.follow(m_identity.claims, m_token);
    if (ticket.lobby) sit(*ticket.lobby, true);
}

ChatSession::~ChatSession() = default;

void ChatSession::received(const QByteArray &input)
{
    m_waiting += input.size();
    if (m_waiting > m_door.limits().queue)
        return m_connection.close(CloseCode::TooFast, u"too much at once"_s);
    m_inputs.append(input);
    work();
}

QCoro::Task<void> ChatSession::work()
{
    if (m_isWorking) co_return;
    m_isWorking = true;
    const QPointer<ChatSession> self(this);
    while (!m_inputs.isEmpty()) {
        const QByteArray input = m_inputs.takeFirst();
        co_await obey(input);
        if (!self) co_return;
        m_waiting -= input.size();
    }
    m_isWorking = false;
}

QCoro::Task<void> ChatSession::obey(QByteArray utf8)
{
    const auto input = chatInput(utf8);
    if (!input) co_return refuse({}, input.error());
    if (const auto *text = std::get_if<QString>(&*input))
        co_return say(roomcode::kLobby, plainMessage(*text));
    const auto &wish = std::get<ChatWish>(*input);
    if (wish.type == ChatWish::Type::Talk) co_return say(wish.roomId, chatMessage(wish.message));
    if (!m_pace.take())
        co_return refuse(wish.roomId, {ErrorCode::RateLimited,
                                       u"expected at most %1 frames a second"_s.arg(m_door.limits().rate)});
    if (wish.type == ChatWish::Type::Enter)
        co_await enterRoom(wish);
    else
        leaveRoom(wish.roomId);
}

QCoro::Task<void> ChatSession::enterRoom(ChatWish wish)
{
    if (m_isAnonymous && !wish.sender.isEmpty()) {
        const auto name = cleanName(wish.sender, m_door.limits().name);
        if (!name) co_return refuse(wish.roomId, name.error());
        // By another name: for the others, somebody else.
        if (*name != m_identity.person.name) m_identity.person = {newUserId(), *name, PersonType::Student};
    }
    const auto seat = m_seats.find(wish.roomId);
    if (seat != m_seats.end() && seat->second->self().name == m_identity.person.name)
        co_return seat->second->announce();

    const QPointer<ChatSession> self(this);
    const auto place = co_await m_door.place(m_identity, wish.roomId, m_approach);
    if (!self) co_return;
    if (!place) co_return refuse(wish.roomId, place.error());
    sit(*place, false);
}

void ChatSession::leaveRoom(const QString &roomId)
{
    const auto seat = m_seats.find(roomId);
    if (seat == m_seats.end()) return refuse(roomId, notThere());
    seat->second->leave(Departure::Left);
    m_connection.send(leaveFrame(roomId, seat->second->self()));
    m_seats.erase(seat);
}

void ChatSession::sit(const Place &place, bool isQuiet)
{
    auto &seat = m_seats[place.member.roomId];
    if (seat) seat->leave(Departure::Left);
    seat = std::make_shared<Seat>(*this, place, isQuiet);
    // A room that has just ended takes it off at once.
    const auto kept = seat;
    kept->enter();
}

void ChatSession::say(const QString &roomId, Message message)
{
    const auto seat = m_seats.find(roomId);
    if (seat == m_seats.end()) return refuse(roomId, notThere());
    const auto kept = seat->second; // what is said may end its stay
    kept->place().room->say(kept.get(), std::move(message));
}

Problem ChatSession::notThere()
{
    return {ErrorCode::Forbidden, u"expected ENTER first"_s};
}

void ChatSession::refuse(const QString &roomId, const Problem &problem)
{
    m_connection.send(errorFrame(roomId, problem));
}

void ChatSession::ended(const QString &roomId, CloseCode code, const QString &reason)
{
    // The seat is the caller's caller: it goes when this has returned.
    QMetaObject::invokeMethod(this, [gone = std::move(m_seats[roomId])] {}, Qt::QueuedConnection);
    m_seats.erase(roomId);
    if (m_seats.empty()) m_connection.close(code, reason);
}

void ChatSession::letGo(Departure how)
{
    for (const auto &[roomId, seat] : std::exchange(m_seats, {}))
        seat->leave(how);
}

} // namespace lectern
