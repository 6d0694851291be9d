// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/client/RoomConnection.h"

#include "common/client/Backoff.h"
#include "common/client/LineEnd.h"
#include "common/client/Pace.h"
#include "common/client/PendingMessages.h"
#include "common/client/RoomPosition.h"
#include "common/protocol/Codec.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QLoggingCategory>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkRequest>
#include <QtNetwork/QSslConfiguration>
#include <QtWebSockets/QWebSocket>

#include <algorithm>
#include <chrono>
#include <utility>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(log, "lectern.client.room", QtInfoMsg)

/// From opening the socket to the welcome, in seconds.
constexpr double kConnectTimeout = 15;
/// A line that held for so long has shown that the trouble is over: the next waits start small again.
constexpr qint64 kSettledMs = 10'000;
/// After the server has found it too fast.
constexpr std::chrono::milliseconds kTooFast{1'000};
constexpr quint64 kLargestFrame = quint64(64) * 1024 * 1024;

std::chrono::milliseconds milliseconds(double seconds)
{
    return std::chrono::milliseconds(qint64(std::clamp(seconds, 0.0, 86'400.0) * 1000));
}

} // namespace

class RoomConnection::Private
{
public:
    explicit Private(RoomConnection *connection);

    void connectNow();
    void dropSocket();
    void sayGoodbye();
    void write(const Message &message);
    void writePending();
    bool holdBack(const QString &ref, ErrorCode code);
    bool fits(const Message &message) const;
    void heard();
    void read(const QString &text);
    void welcome(const Message &message, const payload::Welcome &welcome);
    void lineEnded();
    void retry(std::optional<double> seconds);
    void end(ErrorCode code, const QString &reason);
    void setState(State next);

    RoomConnection *q;
    QUrl server;
    QString roomId;
    QString token;
    std::optional<QSslConfiguration> tls;
    State state = State::Idle;
    ErrorCode endCause = ErrorCode::Internal;
    QString insecure;

    QWebSocket *socket = nullptr;
    std::optional<payload::Bye> bye;
    QElapsedTimer online;
    QTimer retryTimer;
    QTimer pingTimer;
    QTimer paceTimer;
    QTimer silence; ///< runs out when nothing was heard for too long

    Backoff backoff;
    PendingMessages pending;
    Pace pace;
    RoomPosition position;
    Limits limits;
};

RoomConnection::Private::Private(RoomConnection *connection)
    : q(connection)
{
    retryTimer.setSingleShot(true);
    silence.setSingleShot(true);
    paceTimer.setSingleShot(true);
    QObject::connect(&paceTimer, &QTimer::timeout, q, [this] { writePending(); });
    QObject::connect(&retryTimer, &QTimer::timeout, q, [this] { connectNow(); });
    QObject::connect(&pingTimer, &QTimer::timeout, q, [this] { socket->ping(); });
    QObject::connect(&silence, &QTimer::timeout, q, [this] {
        qCInfo(log) << "nothing heard any more: taking the line for dead";
        lineEnded();
    });
}

void RoomConnection::Private::connectNow()
{
    dropSocket();
    bye.reset();
    insecure.clear();
    online.invalidate();
    socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, q);
    socket->setMaxAllowedIncomingMessageSize(kLargestFrame);
    if (tls) socket->setSslConfiguration(*tls);
    QObject::connect(socket, &QWebSocket::textMessageReceived, q, [this](const QString &text) {
        heard();
        read(text);
    });
    QObject::connect(socket, &QWebSocket::pong, q, [this] { heard(); });
    QObject::connect(socket, &QWebSocket::disconnected, q, [this] { lineEnded(); });
    // A connection that never came about has no disconnected().
    QObject::connect(socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), q, [this] {
        if (socket->state() != QAbstractSocket::ConnectedState) lineEnded();
    });

    QNetworkRequest request(position.socketUrl(server, roomId));
    request.setRawHeader("Authorization", "Bearer " + token.toUtf8());
    silence.start(milliseconds(kConnectTimeout));
    socket->open(request);
}

void RoomConnection::Private::dropSocket()
{
    pingTimer.stop();
    paceTimer.stop();
    silence.stop();
    retryTimer.stop();
    if (!socket) return;
    QObject::disconnect(socket, nullptr, q, nullptr);
    socket->abort();
    socket->deleteLater();
    socket = nullptr;
}

/// Lets the socket go only when its close frame has left.
void RoomConnection::Private::sayGoodbye()
{
    QWebSocket *leaving = std::exchange(socket, nullptr);
    QObject::disconnect(leaving, nullptr, q, nullptr);
    QObject::connect(leaving, &QWebSocket::disconnected, leaving, &QObject::deleteLater);
    leaving->close(QWebSocketProtocol::CloseCodeNormal);
}

void RoomConnection::Private::write(const Message &message)
{
    socket->sendTextMessage(QString::fromUtf8(encode(message)));
}

/// In the order in which they were sent, as fast as the server lets them in.
void RoomConnection::Private::writePending()
{
    while (const auto *next = pending.nextToWrite()) {
        if (const auto wait = pace.take(); wait.count() > 0) {
            paceTimer.start(wait);
            return;
        }
        write(*next);
        pending.setWritten(next->ref);
    }
}

/// True when it is only too early for the message: it stays, and goes again in a moment.
bool RoomConnection::Private::holdBack(const QString &ref, ErrorCode code)
{
    if (code != ErrorCode::RateLimited || !pending.unwrite(ref)) return false;
    pace.hold(kTooFast);
    paceTimer.start(kTooFast);
    return true;
}

bool RoomConnection::Private::fits(const Message &message) const
{
    return encode(message).size() <= limits.frame;
}

void RoomConnection::Private::heard()
{
    if (silence.isActive()) silence.start();
}

void RoomConnection::Private::read(const QString &text)
{
    const auto message = decode(text.toUtf8());
    if (!message) {
        qCWarning(log) << "a frame of the server was not understood:" << message.error().problem.detail;
        return;
    }
    if (const auto *welcomed = payloadOf<payload::Welcome>(*message)) return welcome(*message, *welcomed);
    if (!position.accept(*message)) return;

    switch (message->type) {
    case MessageType::Ack:
        pending.settle(message->ref);
        Q_EMIT q->acknowledged(message->ref, message->id, message->seq, message->sentAt);
        return;
    case MessageType::Error: {
        const auto error = *payloadOf<payload::Error>(*message);
        if (holdBack(message->ref, error.code)) return;
        pending.settle(message->ref);
        Q_EMIT q->refused(message->ref, error.code, error.text);
        return;
    }
    case MessageType::Bye:
        bye = *payloadOf<payload::Bye>(*message);
        break;
    default:
        break;
    }
    Q_EMIT q->received(*message);
}

void RoomConnection::Private::welcome(const Message &message, const payload::Welcome &welcome)
{
    if (!message.roomId.isEmpty()) roomId = message.roomId;
    position.welcomed(welcome);
    limits = welcome.limits;
    online.start();
    pingTimer.start(milliseconds(std::max(limits.pingInterval, 0.05)));
    silence.start(milliseconds(std::max(limits.pingInterval, 0.05) + std::max(limits.pingTimeout, 0.05)));
    state = State::Online;
    pace = Pace(limits.rate, limits.burst);
    pending.unwriteAll();
    writePending();
    Q_EMIT q->welcomed(welcome);
    if (state == State::Online) Q_EMIT q->stateChanged(state);
}

void RoomConnection::Private::lineEnded()
{
    const auto code = CloseCode(socket->closeCode());
    const QString closeReason = socket->closeReason();
    const int status = refusalStatus(socket->errorString());
    if (socket->error() == QAbstractSocket::SslHandshakeFailedError) insecure = socket->errorString();
    const bool wasWelcome = online.isValid();
    if (wasWelcome && online.hasExpired(kSettledMs)) backoff.reset();
    const auto farewell = bye;
    dropSocket();

    if (const auto cause = finalCause(code)) {
        if (farewell)
            end(farewell->code, farewell->reason);
        else
            end(*cause, closeReason.isEmpty() ? QString(title(*cause)) : closeReason);
        return;
    }
    if (const auto cause = finalCause(status); cause && !wasWelcome) return end(*cause, title(*cause));
    retry(farewell ? farewell->reconnectIn : std::nullopt);
}

void RoomConnection::Private::retry(std::optional<double> seconds)
{
    const double wait = seconds ? std::max(*seconds, 0.0) : backoff.next();
    retryTimer.start(milliseconds(wait));
    setState(State::Reconnecting);
    if (state == State::Reconnecting) Q_EMIT q->retryIn(wait);
}

void RoomConnection::Private::end(ErrorCode code, const QString &reason)
{
    endCause = code;
    setState(State::Ended);
    Q_EMIT q->ended(code, reason);
}

void RoomConnection::Private::setState(State next)
{
    if (state == next) return;
    state = next;
    Q_EMIT q->stateChanged(next);
}

RoomConnection::RoomConnection(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
}

RoomConnection::~RoomConnection()
{
    d->dropSocket();
}

void RoomConnection::open(const QUrl &server, const QString &roomId, const QString &token)
{
    if (d->state == State::Online) d->sayGoodbye();
    d->dropSocket();
    d->server = server;
    d->roomId = roomId;
    d->token = token;
    d->backoff = {};
    d->pending = {};
    d->position = {};
    d->limits = {};
    d->connectNow();
    d->setState(State::Connecting);
}

void RoomConnection::setTls(const QSslConfiguration &tls)
{
    d->tls = tls;
}

void RoomConnection::setToken(const QString &token)
{
    d->token = token;
    if (d->state == State::Online) {
        Message refresh;
        refresh.type = MessageType::Refresh;
        refresh.payload = payload::Refresh{token};
        d->write(refresh);
        return;
    }
    const bool waitsForToken =
        d->endCause == ErrorCode::TokenExpired || d->endCause == ErrorCode::Unauthorized;
    if (d->state == State::Ended && waitsForToken) {
        d->connectNow();
        d->setState(State::Reconnecting);
    }
}

void RoomConnection::close()
{
    d->pending.clear();
    if (d->state == State::Online) d->sayGoodbye();
    d->dropSocket();
    d->setState(State::Idle);
}

void RoomConnection::retryNow()
{
    if (d->retryTimer.isActive()) d->connectNow();
}

RoomConnection::State RoomConnection::state() const
{
    return d->state;
}
QString RoomConnection::roomId() const
{
    return d->roomId;
}
qint64 RoomConnection::lastSeq() const
{
    return d->position.seq();
}
int RoomConnection::pendingCount() const
{
    return d->pending.count();
}

QString RoomConnection::insecure() const
{
    return d->insecure;
}

QString RoomConnection::send(Message message)
{
    const Message kept = d->pending.add(std::move(message));
    const QString ref = kept.ref;
    // Sent as it is it would end the line, and again after each return.
    if (!d->fits(kept)) {
        d->pending.settle(kept.ref);
        QMetaObject::invokeMethod(
            this,
            [this, ref] { Q_EMIT refused(ref, ErrorCode::TextTooLong, u"longer than one frame may be"_s); },
            Qt::QueuedConnection);
    } else if (d->state == State::Online && !d->paceTimer.isActive()) {
        d->writePending();
    }
    return ref;
}

bool RoomConnection::post(const Message &message)
{
    if (d->state != State::Online || !d->fits(message)) return false;
    d->write(message);
    return true;
}

} // namespace lectern
