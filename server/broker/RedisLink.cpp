// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/RedisLink.h"

#include "server/broker/RedisTls.h"

#include <QtCore/QLoggingCategory>
#include <QtCore/QRandomGenerator>
#include <QtNetwork/QLocalSocket>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpSocket>

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcRedis, "lectern.redis")

namespace {

constexpr int kMaxSilence = 2;
constexpr int kLoadingPatience = 8;

/// The wait before the next attempt: doubled each time, up to 5 s, and jittered so that the nodes of a system
/// don't all come back in the same moment.
std::chrono::milliseconds waitAfter(int failures)
{
    const int longest = std::min(5'000, 100 << std::min(failures, 10));
    return std::chrono::milliseconds(longest / 2 + QRandomGenerator::global()->bounded(longest / 2));
}

QString causeOf(const QAbstractSocket &socket)
{
    return socket.errorString();
}

/// Qt names its own functions instead of what is amiss.
QString causeOf(const QLocalSocket &socket)
{
    switch (socket.error()) {
    case QLocalSocket::ServerNotFoundError:
        return u"there is no such socket; expected that of Redis (unixsocket in redis.conf)"_s;
    case QLocalSocket::ConnectionRefusedError:
        return u"nobody listens on this socket; expected Redis"_s;
    case QLocalSocket::SocketAccessError:
        return u"this user may not open the socket (unixsocketperm in redis.conf)"_s;
    case QLocalSocket::PeerClosedError:
        return u"the connection was closed"_s;
    default:
        return socket.errorString();
    }
}

/// Redis has just started and reads its data: worth waiting for.
bool isLoading(const QString &refusal)
{
    return refusal.contains("LOADING "_L1);
}

/// A refusal of Redis in the contract's terms.
Problem problemOf(const QByteArray &refusal)
{
    const QString text = QString::fromUtf8(refusal);
    for (const char *password : {"NOAUTH", "WRONGPASS", "ERR invalid password", "ERR AUTH"})
        if (refusal.startsWith(password))
            return {ErrorCode::Unauthorized, u"Redis refused the password: "_s + text};
    for (const char *cluster : {"MOVED", "ASK ", "CLUSTERDOWN", "CROSSSLOT"})
        if (refusal.startsWith(cluster))
            return {ErrorCode::StorageUnavailable,
                    u"Redis is a node of a cluster, expected a single server: "_s + text};
    return {ErrorCode::StorageUnavailable, u"Redis refused: "_s + text};
}

} // namespace

RedisLink::RedisLink(RedisAddress address, Use use, QObject *parent)
    : QObject(parent)
    , m_address(std::move(address))
    , m_use(use)
{
    m_retry.setSingleShot(true);
    m_watch.setInterval(5s);
    connect(&m_retry, &QTimer::timeout, this, &RedisLink::connectNow);
    connect(&m_watch, &QTimer::timeout, this, &RedisLink::watch);
}

RedisLink::~RedisLink()
{
    blockSignals(true);
    close();
}

QFuture<Result<void>> RedisLink::open()
{
    m_opening.emplace();
    m_opening->start();
    const QFuture<Result<void>> opened = m_opening->future();
    connectNow();
    return opened;
}

void RedisLink::close()
{
    const bool wasUp = isUp();
    m_state = State::Closed;
    m_retry.stop();
    const Problem closed{ErrorCode::StorageUnavailable, u"the connection to Redis was closed"_s};
    dropSocket(closed);
    finishOpening(std::unexpected(closed));
    if (wasUp) Q_EMIT down(u"closed"_s);
}

void RedisLink::send(const QByteArrayList &command, QObject *context, Done done)
{
    Pending pending{context != nullptr, context, std::move(done)};
    if (isUp()) return write(command, std::move(pending));
    const auto fail = [this, pending = std::move(pending)] {
        answer(pending, problem(ErrorCode::StorageUnavailable, u"no connection to Redis"_s));
    };
    QMetaObject::invokeMethod(this, fail, Qt::QueuedConnection);
}

QFuture<Result<RedisReply>> RedisLink::call(const QByteArrayList &command)
{
    if (!isUp())
        return QtFuture::makeReadyFuture(
            Result<RedisReply>(problem(ErrorCode::StorageUnavailable, u"no connection to Redis"_s)));
    const auto promise = std::make_shared<QPromise<Result<RedisReply>>>();
    promise->start();
    send(command, nullptr, [promise](const Result<RedisReply> &result) {
        promise->addResult(result);
        promise->finish();
    });
    return promise->future();
}

void RedisLink::connectNow()
{
    m_state = State::Connecting;
    m_parser = std::make_unique<RedisParser>();
    m_silence = 0;
    m_watch.start();
    if (!m_address.socketPath.isEmpty()) {
        auto *socket = new QLocalSocket(this);
        follow(socket, &QLocalSocket::connected, &QLocalSocket::errorOccurred);
        socket->connectToServer(m_address.socketPath);
    } else if (m_address.tls) {
        connectEncrypted();
    } else {
        auto *socket = new QTcpSocket(this);
        follow(socket, &QTcpSocket::connected, &QTcpSocket::errorOccurred);
        socket->setProxy(QNetworkProxy::NoProxy);
        socket->connectToHost(m_address.host, m_address.port);
    }
}

void RedisLink::connectEncrypted()
{
    auto *socket = new QSslSocket(this);
    follow(socket, &QSslSocket::encrypted, &QSslSocket::errorOccurred);
    // Read anew each time: certificates are renewed under a running server.
    const auto tls = redisTls(m_address);
    if (!tls) return lost(tls.error().detail);
    socket->setSslConfiguration(*tls);
    socket->setProxy(QNetworkProxy::NoProxy);
    socket->connectToHostEncrypted(m_address.host, m_address.port);
}

template <typename Socket> void RedisLink::follow(Socket *socket, auto ready, auto errorOccurred)
{
    m_socket = socket;
    connect(socket, ready, this, &RedisLink::greet);
    connect(socket, &Socket::readyRead, this, &RedisLink::read);
    connect(socket, errorOccurred, this, [this, socket] { lost(causeOf(*socket)); });
}

void RedisLink::greet()
{
    m_state = State::Greeting;
    if (auto *tcp = qobject_cast<QTcpSocket *>(m_socket))
        tcp->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    const auto must = [this](const QByteArrayList &command, std::function<void()> then = {}) {
        write(command, {true, this, [this, then = std::move(then)](const Result<RedisReply> &reply) {
                            if (m_state != State::Greeting) return;
                            if (!reply) return refuse(reply.error());
                            if (then) then();
                        }});
    };
    if (!m_address.password.isEmpty()) {
        QByteArrayList auth{"AUTH"_ba, m_address.password.toUtf8()};
        if (!m_address.user.isEmpty()) auth.insert(1, m_address.user.toUtf8());
        must(auth);
    }
    // A user who may not ask for INFO is let pass: the PING at the end decides.
    write({"INFO"_ba, "server"_ba}, {true, this, [this](const Result<RedisReply> &info) {
                                         if (m_state == State::Greeting && info) checkMode(info->text);
                                     }});
    if (m_address.database != 0) must({"SELECT"_ba, QByteArray::number(m_address.database)});
    must({"PING"_ba}, [this] {
        m_state = State::Up;
        m_failures = 0;
        m_complaint.clear();
        tell(QtInfoMsg, u"connected to "_s + m_address.display());
        finishOpening({});
        Q_EMIT up();
    });
}

void RedisLink::checkMode(const QByteArray &info)
{
    for (const char *mode : {"cluster", "sentinel"})
        if (info.contains(QByteArray("redis_mode:") + mode))
            return refuse({ErrorCode::BadRequest,
                           u"runs as a %1, expected a single Redis server"_s.arg(QLatin1StringView(mode))});
}

void RedisLink::refuse(Problem why)
{
    if (!m_opening || isLoading(why.detail)) return lost(why.detail);
    m_state = State::Closed;
    why.detail = u"%1: %2"_s.arg(m_address.display(), why.detail);
    dropSocket(why);
    finishOpening(std::unexpected(why));
}

void RedisLink::lost(const QString &why)
{
    const bool wasUp = isUp();
    const Problem gone{ErrorCode::StorageUnavailable,
                       u"cannot reach Redis at %1: %2"_s.arg(m_address.display(), why)};
    const bool giveUp = m_opening && (!isLoading(why) || m_failures >= kLoadingPatience);
    m_state = giveUp ? State::Closed : State::Waiting;
    if (!giveUp) {
        m_retry.start(waitAfter(m_failures));
        if (m_failures++ == 0) tell(QtWarningMsg, gone.detail + u"; trying again"_s);
    }
    dropSocket(gone);
    if (giveUp) finishOpening(std::unexpected(gone));
    if (wasUp) Q_EMIT down(why);
}

/// A node's two links come and go together: what both would say is said once.
void RedisLink::tell(QtMsgType level, const QString &line) const
{
    if (m_use == Use::Subscriptions)
        qCDebug(lcRedis, "%ls (subscriptions)", qUtf16Printable(line));
    else if (level == QtInfoMsg)
        qCInfo(lcRedis, "%ls", qUtf16Printable(line));
    else
        qCWarning(lcRedis, "%ls", qUtf16Printable(line));
}

void RedisLink::read()
{
    const QIODevice *socket = m_socket;
    m_silence = 0;
    m_parser->feed(m_socket->readAll());
    // Whoever gets an answer may close the link.
    while (m_socket == socket) {
        const auto reply = m_parser->next();
        if (!reply) break;
        take(*reply);
    }
    if (m_socket == socket && !m_parser->error().isEmpty()) lost(m_parser->error());
}

void RedisLink::take(const RedisReply &reply)
{
    if (m_state == State::Up && m_use == Use::Subscriptions) {
        if (reply.kind == RedisReply::Kind::List) Q_EMIT pushed(reply);
        return;
    }
    if (m_pending.isEmpty()) return lost(u"an answer that nobody asked for"_s);
    const Pending pending = m_pending.dequeue();
    if (reply.kind != RedisReply::Kind::Error) return answer(pending, reply);

    const Problem refusal = problemOf(reply.text);
    if (m_state == State::Up && reply.text != m_complaint) {
        m_complaint = reply.text;
        qCWarning(lcRedis, "%ls", qUtf16Printable(refusal.detail));
    }
    answer(pending, std::unexpected(refusal));
}

void RedisLink::write(const QByteArrayList &command, Pending pending)
{
    const bool answered = m_state == State::Greeting || m_use == Use::Commands;
    if (answered) m_pending.enqueue(std::move(pending));
    m_socket->write(redisCommand(command));
}

void RedisLink::answer(const Pending &pending, const Result<RedisReply> &result)
{
    if (pending.done && (!pending.hasContext || pending.context)) pending.done(result);
}

void RedisLink::dropSocket(const Problem &why)
{
    m_watch.stop();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->deleteLater();
        m_socket = nullptr;
    }
    const QQueue<Pending> unanswered = std::exchange(m_pending, {});
    for (const Pending &pending : unanswered)
        answer(pending, std::unexpected(why));
}

void RedisLink::finishOpening(const Result<void> &result)
{
    if (!m_opening) return;
    QPromise<Result<void>> opening = std::move(*m_opening);
    m_opening.reset();
    opening.addResult(result);
    opening.finish();
}

void RedisLink::watch()
{
    if (++m_silence > kMaxSilence) return lost(u"no answer"_s);
    if (isUp()) write({"PING"_ba}, {});
}

} // namespace lectern
