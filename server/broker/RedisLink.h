// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/broker/RedisAddress.h"
#include "server/broker/RedisParser.h"

#include <QtCore/QFuture>
#include <QtCore/QLoggingCategory>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QPromise>
#include <QtCore/QQueue>
#include <QtCore/QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class QIODevice;

namespace lectern {

Q_DECLARE_LOGGING_CATEGORY(lcRedis)

/// A connection to Redis that heals itself: after open() has succeeded once, a lost connection is made anew
/// with growing, jittered waits, and one that went silent counts as lost. Lives on one thread.
class RedisLink : public QObject
{
    Q_OBJECT

public:
    enum class Use {
        Commands,     ///< each command has its answer
        Subscriptions ///< SUBSCRIBE and its kin only; whatever comes is pushed()
    };

    using Done = std::function<void(const Result<RedisReply> &)>;

    RedisLink(RedisAddress address, Use use, QObject *parent = nullptr);

    /// How often the other side is asked for a sign of life; lost after two in a row without any. 5 s.
    void setWatchInterval(std::chrono::milliseconds interval) { m_watch.setInterval(interval); }

    ~RedisLink() override;

    /// The first connection; tried once. `storage_unavailable`: nobody answers at the address;
    /// `unauthorized`: the password is wrong or missing; `bad_request`: that is no Redis that could serve.
    /// The detail says it in one line.
    QFuture<Result<void>> open();

    /// For good; what is not answered yet fails.
    void close();

    bool isUp() const { return m_state == State::Up; }

    /// Sends a command behind those sent before. `done` gets the answer, unless `context` is gone by then,
    /// and never from within this call. `storage_unavailable` when Redis refused, is away, or went away
    /// before it answered (it may have carried the command out).
    void send(const QByteArrayList &command, QObject *context = nullptr, Done done = {});

    QFuture<Result<RedisReply>> call(const QByteArrayList &command);

    const RedisAddress &address() const { return m_address; }

Q_SIGNALS:
    void up();
    void down(const QString &why);
    /// What a link for subscriptions receives.
    void pushed(const lectern::RedisReply &reply);

private:
    enum class State { Closed, Connecting, Greeting, Up, Waiting };
    struct Pending
    {
        bool hasContext = false;
        QPointer<QObject> context;
        Done done;
    };

    void connectNow();
    void connectEncrypted();
    template <typename Socket> void follow(Socket *socket, auto ready, auto errorOccurred);
    void greet();
    void checkMode(const QByteArray &info);
    void refuse(Problem why);
    void lost(const QString &why);
    void read();
    void take(const RedisReply &reply);
    void write(const QByteArrayList &command, Pending pending);
    void answer(const Pending &pending, const Result<RedisReply> &result);
    void dropSocket(const Problem &why);
    void finishOpening(const Result<void> &result);
    void watch();
    void tell(QtMsgType level, const QString &line) const;

    RedisAddress m_address;
    Use m_use;
    State m_state = State::Closed;
    QIODevice *m_socket = nullptr;
    std::unique_ptr<RedisParser> m_parser;
    QQueue<Pending> m_pending;
    std::optional<QPromise<Result<void>>> m_opening;
    QTimer m_retry;
    QTimer m_watch;
    int m_failures = 0;     ///< connections in a row that did not come about
    int m_silence = 0;      ///< turns of m_watch without a byte
    QByteArray m_complaint; ///< the last refusal that was logged
};

} // namespace lectern
