// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/store/Engine.h"

#include <QtCore/QFuture>
#include <QtCore/QObject>
#include <QtCore/QPromise>
#include <QtCore/QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace lectern {

class Sql;

/// The database, and the two threads that touch it: one that does everything in the order in which it was
/// asked for, but for what need not be at once (soon() and look()), and one that only reads, so that a long
/// search holds no message up. Everything else posts jobs and gets futures. Several processes may share a
/// database. Opening runs the numbered migrations of resources/sql.
class Database : public QObject
{
    Q_OBJECT

public:
    Database();
    ~Database() override; ///< finishes the jobs that were posted, then closes

    /// Blocks until open and migrated. The detail names database, cause and what to do, and never holds a
    /// password; a database made by a newer version is refused.
    Result<void> open(const QString &url, const DatabaseOptions &options = {});

    /// Names this database, wherever it is moved: a ULID made with it. Empty before open().
    QString id() const;

    /// Runs the job on the store thread; jobs run in the order of the calls, and only after open(). A job
    /// that fails gives the problem it returns; one that returns no problem has been committed if it used a
    /// transaction. The future may be finished on the store thread: co_await it, or use then() with a
    /// context.
    template <typename T> QFuture<Result<T>> run(std::function<Result<T>(Sql &)> job)
    {
        return promised<T>(std::move(job), &Database::post);
    }

    /// As run(), for what is short and asked for by many at once, as when a class arrives: jobs of this kind
    /// that wait one right behind the other share one transaction, and with it the wait for the disk. One
    /// that fails is undone alone. A job may run a second time, after all that it did was undone.
    template <typename T> QFuture<Result<T>> together(std::function<Result<T>(Sql &)> job)
    {
        return shared<T>(std::move(job), &Database::postShared);
    }

    /// As together(), for what only reads and need not see what soon() was given.
    template <typename T> QFuture<Result<T>> look(std::function<Result<T>(Sql &)> job)
    {
        return shared<T>(std::move(job), &Database::postLook);
    }

    /// As together(), for what nobody waits for: done some 20 ms later, with what else came in meanwhile, but
    /// before whatever is asked for after it, except look().
    template <typename T> QFuture<Result<T>> soon(std::function<Result<T>(Sql &)> job)
    {
        return shared<T>(std::move(job), &Database::postSoon);
    }

    /// As run(), on the thread for reading: the job writes nothing. It sees whatever was answered before
    /// this call, and need not see what is still on its way.
    template <typename T> QFuture<Result<T>> read(std::function<Result<T>(Sql &)> job)
    {
        return promised<T>(std::move(job), &Database::postRead);
    }

    /// As run(), without an answer.
    void post(std::function<void(Sql &)> job);

    /// As post(), once that time has passed, before what waits then. Left out when the database closes
    /// sooner.
    void postLater(std::chrono::milliseconds delay, std::function<void(Sql &)> job);

    /// A posted job failed with this problem: `storage_unavailable` makes the database unhealthy.
    /// On a store thread; run() and read() do it by themselves.
    void noteFailure(const Problem &problem);

    /// False from a job's failing because the database could not be used (full, read-only, away) until a
    /// small write, tried again and again, succeeds. A lost connection is made anew before that write.
    /// Any thread.
    bool isHealthy() const;

Q_SIGNALS:
    /// Healthy again. On the thread in which the Database lives, and never later than what a job posted in
    /// answer to it would find.
    void recovered();

private:
    template <typename T>
    QFuture<Result<T>> promised(std::function<Result<T>(Sql &)> job,
                                void (Database::*post)(std::function<void(Sql &)>))
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        (this->*post)([this, promise, job = std::move(job)](Sql &sql) {
            Result<T> result = job(sql);
            if (!result) noteFailure(result.error());
            promise->addResult(std::move(result));
            promise->finish();
        });
        return promise->future();
    }

    using Settle = std::function<void(const Result<void> &)>;

    template <typename T>
    QFuture<Result<T>> shared(std::function<Result<T>(Sql &)> job,
                              void (Database::*post)(std::function<Result<void>(Sql &)>, Settle))
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        auto result = std::make_shared<std::optional<Result<T>>>();
        (this->*post)(
            [result, job = std::move(job)](Sql &sql) -> Result<void> {
                *result = job(sql);
                if (!**result) return std::unexpected((*result)->error());
                return {};
            },
            [promise, result](const Result<void> &outcome) {
                promise->addResult(outcome ? *std::move(*result)
                                           : Result<T>(std::unexpected(outcome.error())));
                promise->finish();
            });
        return promise->future();
    }

    void postRead(std::function<void(Sql &)> job);
    void postShared(std::function<Result<void>(Sql &)> job, Settle settle);
    void postLook(std::function<Result<void>(Sql &)> job, Settle settle);
    void postSoon(std::function<Result<void>(Sql &)> job, Settle settle);

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lectern
