// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/relay/RelaySession.h"

#include "server/dialect/relay/RelayFrames.h"
#include "server/transport/WebSocketMessages.h"

namespace lectern {

using namespace Qt::StringLiterals;

RelaySession::RelaySession(Connection &connection, const RoomDoor &door, RelayTicket ticket)
    : QObject(&connection)
    , RoomSeat(std::move(ticket.place))
    , m_connection(connection)
{
    const bool isAnonymous = ticket.visitor.isAnonymous;
    connect(&connection, &Connection::textReceived, this, &RelaySession::received);
    connect(&connection, &Connection::binaryReceived, this,
            [this] { sendAway(CloseCode::Malformed, {ErrorCode::BadRequest, u"expected text"_s}); });
    // Queued: a connection may end while the room is handing a message to it.
    connect(
        &connection, &Connection::closed, this,
        [this, isAnonymous](Connection::End end) {
            const auto how = departureOf(WebSocketMessages::meaning(end, m_connection.closeCode()));
            // Nobody can come back to a seat that is known on this line alone.
            leave(isAnonymous ? Departure::Left : how);
        },
        Qt::QueuedConnection);
    connect(&m_token, &TokenLife::ended, this, [this](const Problem &why) {
        leave(Departure::Closed);
        sendAway(CloseCode::TokenExpired, why);
    });
    door.follow(ticket.visitor.identity.claims, m_token);
    enter();
}

void RelaySession::deliver(const EnvelopePtr &envelope)
{
    if (const auto *error = payloadOf<payload::Error>(envelope->message()))
        return refuse({error->code, error->text});
    if (const QByteArray frames = relayFrames(envelope); !frames.isEmpty()) m_connection.send(frames);
}

void RelaySession::ended(CloseCode code, const payload::Bye &bye)
{
    // Whom a node sends elsewhere does not leave: they are expected there.
    if (code == CloseCode::GoingAway)
        m_connection.send(relayErrorFrame({bye.code, bye.reason}, bye.reconnectIn));
    else
        m_connection.send(relayCloseFrame(self().id));
    m_connection.close(code, bye.reason);
}

void RelaySession::received(const QByteArray &text)
{
    const auto message = relayInput(text, self().id);
    if (message) return place().room->say(this, *message);
    if (message.error().malformed) return sendAway(CloseCode::Malformed, message.error().problem);
    refuse(message.error().problem);
}

void RelaySession::refuse(const Problem &problem)
{
    m_connection.send(relayErrorFrame(problem));
}

void RelaySession::sendAway(CloseCode code, const Problem &problem)
{
    refuse(problem);
    m_connection.close(code, problem.detail);
}

} // namespace lectern
