// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/NativeSession.h"

#include "common/client/WhenDone.h"
#include "common/protocol/Codec.h"
#include "common/protocol/Deflate.h"
#include "server/dialect/NativeFrames.h"
#include "server/dialect/RoomSeat.h"
#include "server/telemetry/LogField.h"
#include "server/transport/WebSocketMessages.h"

#include <QtCore/QLoggingCategory>

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcSession, "lectern.session")

constexpr qint64 kReplayWindow = 256 * 1024; ///< bytes of a replay that may be on their way

} // namespace

NativeSession::NativeSession(Connection &connection, RoomPtr room, Identity identity,
                             Authenticator &authenticator, const Limits &limits, Encode encode)
    : QObject(&connection)
    , m_connection(connection)
    , m_encode(std::move(encode))
    , m_room(std::move(room))
    , m_roomId(m_room->info().id)
    , m_identity(std::move(identity))
    , m_authenticator(authenticator)
    , m_limits(limits)
{
    connect(&connection, &Connection::textReceived, this, &NativeSession::received);
    connect(&connection, &Connection::binaryReceived, this, &NativeSession::receivedBinary);
    connect(&connection, &Connection::tooSlow, this,
            [this] { send(MessageType::Bye, payload::Bye{ErrorCode::TooSlow, u"too slow"_s, {}}); });
    // Queued: a connection may end while the room is handing a message to it.
    connect(
        &connection, &Connection::closed, this,
        [this](Connection::End end) {
            qCDebug(lcSession).verbosity(QDebug::MinimumVerbosity)
                << "ended:" << end << m_connection.closeCode() << field::room(m_roomId)
                << field::user(m_identity.person.id) << field::request(m_connection.requestId());
            const auto left = std::exchange(m_room, {});
            if (left)
                left->depart(this, departureOf(WebSocketMessages::meaning(end, m_connection.closeCode())));
        },
        Qt::QueuedConnection);
    connect(&m_token, &TokenLife::ended, this, &NativeSession::leave);
}

NativeSession::~NativeSession()
{
    if (const auto left = std::exchange(m_room, {})) left->depart(this, Departure::Dropped);
}

void NativeSession::begin(const Entrance &entrance)
{
    qCDebug(lcSession) << "connected" << field::room(m_roomId) << field::user(m_identity.person.id)
                       << field::request(m_connection.requestId());
    stayAs(m_identity);
    if (m_room) m_room->enter(this, entrance);
}

void NativeSession::deliver(const EnvelopePtr &envelope)
{
    // A replay may be longer than what may wait for a slow reader: it is sent as fast as it is read.
    const bool mustWait = envelope->message().replay && m_connection.bytesWaiting() >= replayWindow();
    if (mustWait || !m_held.isEmpty())
        hold(envelope);
    else
        m_connection.send(m_encode(envelope));
}

void NativeSession::hold(const EnvelopePtr &envelope)
{
    if (m_held.isEmpty())
        connect(&m_connection, &Connection::drained, this, &NativeSession::sendHeld, Qt::QueuedConnection);
    m_held.append(envelope);
    if (envelope->message().replay) return;
    m_heldLive += m_encode(envelope).size();
    if (m_heldLive > m_limits.queue) m_connection.close(CloseCode::TooSlow, u"too slow"_s);
}

qint64 NativeSession::replayWindow() const
{
    return std::min<qint64>(kReplayWindow, m_limits.queue / 2);
}

void NativeSession::sendHeld()
{
    while (!m_held.isEmpty() && m_connection.bytesWaiting() < replayWindow())
        m_connection.send(m_encode(m_held.takeFirst()));
    if (!m_held.isEmpty()) return;
    m_heldLive = 0;
    disconnect(&m_connection, &Connection::drained, this, nullptr);
}

void NativeSession::end(CloseCode code, const payload::Bye &bye)
{
    m_room.reset();
    send(MessageType::Bye, bye);
    m_connection.close(code, bye.reason);
}

void NativeSession::received(const QByteArray &text)
{
    if (!m_room) return;
    auto decoded = decode(text, SenderClaims::Ignore);
    if (!decoded) {
        const DecodeError &error = decoded.error();
        if (error.malformed) return refuseMalformed(error.problem, error.ref);
        return refuse(error.problem, error.ref);
    }
    if (decoded->type == MessageType::Refresh) return refresh(*decoded);
    const RoomPtr room = m_room; // what is said may end this session's stay
    room->say(this, std::move(*decoded));
}

void NativeSession::receivedBinary(const QByteArray &bytes)
{
    if (m_connection.subprotocol() != kDeflateSubprotocol)
        return refuseMalformed({ErrorCode::BadRequest, u"frame: expected text with a JSON object"_s}, {});
    const auto text = inflated(bytes, m_limits.frame);
    if (text) return received(*text);
    if (text.error() == InflateError::TooLong)
        return m_connection.close(CloseCode::TooBig, u"at most %1 bytes, inflated"_s.arg(m_limits.frame));
    refuseMalformed({ErrorCode::BadRequest, u"frame: expected the raw deflate of a JSON object"_s}, {});
}

void NativeSession::refresh(const Message &message)
{
    const QString ref = message.ref;
    const auto *wanted = payloadOf<payload::Refresh>(message);
    const auto asked = m_authenticator.identify(wanted ? wanted->token : QString());
    whenDone(asked, this, [this, ref](const Result<Identity> &identity) {
        if (!identity) return refuse(identity.error(), ref);
        if (identity->person.id != m_identity.person.id || !identity->mayEnter(m_roomId))
            return refuse({ErrorCode::Forbidden, u"message.token: expected a token of the same person"_s},
                          ref);
        stayAs(*identity);
    });
}

void NativeSession::stayAs(const Identity &identity)
{
    m_identity = identity;
    m_token.follow(identity.claims, [this](QObject *session, const TokenClaims &claims, auto stopped) {
        m_authenticator.watch(session, claims, std::move(stopped));
    });
}

void NativeSession::leave(const Problem &why)
{
    const auto room = m_room;
    if (!room) return;
    room->depart(this, Departure::Closed);
    end(CloseCode::TokenExpired, {why.code, why.detail, {}});
}

void NativeSession::refuse(const Problem &problem, const QString &ref)
{
    if (m_room) m_room->noteRefusal(m_identity.person.id, problem.code);
    send(MessageType::Error, payload::Error{problem.code, problem.detail}, ref);
}

void NativeSession::refuseMalformed(const Problem &problem, const QString &ref)
{
    refuse(problem, ref);
    m_connection.close(CloseCode::Malformed, u"expected a JSON object"_s);
}

void NativeSession::send(MessageType type, Payload payload, const QString &ref)
{
    Message message;
    message.roomId = m_roomId;
    message.type = type;
    message.sender = u"system"_s;
    message.senderType = PersonType::System;
    message.target = m_identity.person.id;
    message.payload = std::move(payload);
    message.ref = ref;
    message.sentAt = QDateTime::currentDateTimeUtc();
    m_connection.send(m_encode(seal(std::move(message))));
}

} // namespace lectern
