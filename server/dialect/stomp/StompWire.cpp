// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/stomp/StompWire.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTimerEvent>

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

CloseCode closeCodeFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::BadRequest:
        return CloseCode::Malformed;
    case ErrorCode::TokenExpired:
        return CloseCode::TokenExpired;
    case ErrorCode::RateLimited:
        return CloseCode::TooFast;
    case ErrorCode::StorageUnavailable:
    case ErrorCode::Internal:
        return CloseCode::InternalError;
    default:
        return CloseCode::Policy;
    }
}

} // namespace

StompWire::StompWire(MessageSocket &socket, const Limits &limits, StompPatience patience)
    : m_socket(socket)
    , m_parser(limits.frame)
    , m_patience(patience)
    , m_mostWaiting(limits.queue)
{
    connect(&socket, &MessageSocket::received, this, &StompWire::received);
    connect(&socket, &MessageSocket::closing, this, [this](const Problem &why) { sendLast(why); });
    connect(&socket, &MessageSocket::closed, this, &StompWire::end);
    m_silence.start(int(m_patience.connect.count()), this);
}

void StompWire::received(const QByteArray &bytes)
{
    if (m_isOver) return;
    m_heard.start();
    m_parser.feed(bytes);
    if (m_parser.waiting() > m_mostWaiting)
        return fail({ErrorCode::RateLimited, u"expected no more before what came is done"_s});
    Q_EMIT readable();
}

std::optional<StompFrame> StompWire::take()
{
    if (m_isOver) return std::nullopt;
    auto frame = m_parser.next();
    if (frame) return *std::move(frame);
    const bool isTooBig = frame.error().code == ErrorCode::TextTooLong;
    fail(frame.error(), {}, isTooBig ? std::optional(CloseCode::TooBig) : std::nullopt);
    return std::nullopt;
}

void StompWire::send(const QByteArray &frame)
{
    if (!m_isOver) m_socket.send(frame);
}

void StompWire::acknowledge(const QString &id)
{
    if (id.isEmpty()) return;
    StompFrame receipt{"RECEIPT"};
    receipt.add("receipt-id"_L1, id);
    send(receipt);
}

void StompWire::agree(const StompTerms &terms, const QString &userId)
{
    m_isAgreed = true;
    m_terms = terms;
    m_parser.setVersion(terms.version);
    send(connected(terms, userId));
    m_silence.stop();
    if (terms.theyBeat > 0ms) m_silence.start(int(silenceLimit().count()), this);
    if (terms.weBeat > 0ms) m_beat.start(int(terms.weBeat.count()), this);
}

void StompWire::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_beat.timerId()) return send("\n");
    if (!m_isAgreed)
        return fail(
            {ErrorCode::Unauthorized, u"expected CONNECT within %1 ms"_s.arg(m_patience.connect.count())});
    const auto limit = silenceLimit();
    const std::chrono::milliseconds silent(m_heard.elapsed());
    if (silent >= limit)
        return fail({ErrorCode::TooSlow, u"heart-beat: expected within %1 ms"_s.arg(limit.count())});
    m_silence.start(int((limit - silent).count()), this);
}

void StompWire::fail(const Problem &problem, const QString &receipt, std::optional<CloseCode> code,
                     std::optional<double> reconnectIn)
{
    if (m_isOver) return;
    sendLast(problem, receipt, reconnectIn);
    m_socket.close(code.value_or(closeCodeFor(problem.code)), problem.detail);
}

/// The line ends with it.
void StompWire::sendLast(const Problem &problem, const QString &receipt, std::optional<double> reconnectIn)
{
    if (m_isOver) return;
    StompFrame error{"ERROR"};
    error.add("message"_L1, wireName(problem.code));
    if (!m_isAgreed) error.add("version"_L1, kStompVersions);
    if (!receipt.isEmpty()) error.add("receipt-id"_L1, receipt);
    error.add("content-type"_L1, u"application/json"_s);
    QJsonObject body{{u"code"_s, wireName(problem.code)}, {u"message"_s, problem.detail}};
    if (reconnectIn) body[u"reconnectIn"] = *reconnectIn;
    error.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    send(error);
    end(MessageSocket::End::Ours);
}

void StompWire::finish()
{
    end(MessageSocket::End::Ours);
    m_socket.close(CloseCode::Normal);
}

void StompWire::end(MessageSocket::End how)
{
    if (std::exchange(m_isOver, true)) return;
    m_silence.stop();
    m_beat.stop();
    QMetaObject::invokeMethod(this, [this, how] { Q_EMIT over(how); }, Qt::QueuedConnection);
}

} // namespace lectern
