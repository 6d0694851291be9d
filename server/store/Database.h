// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QFuture>
#include <QtCore/QPromise>
#include <QtCore/QString>

#include <chrono>
#include <functional>
#include <memory>

namespace lectern {

class Sql;

/// The database and the one thread that touches it. Everything else posts jobs and gets futures.
/// SQLite today: WAL, synchronous=FULL, foreign keys, busy timeout; several processes may share the file.
/// Opening runs the numbered migrations of resources/sql.
class Database
{
public:
    Database();
    ~Database(); ///< finishes the jobs that were posted, then closes

    /// `url`: "sqlite:FILE". Blocks until open and migrated. The detail names file, cause and what to do;
    /// a database made by a newer version is refused. `busyTimeout`: how long to wait for another process's
    /// lock.
    Result<void> open(const QString &url, std::chrono::milliseconds busyTimeout = std::chrono::seconds(5));

    /// Names this database, wherever its file goes: a ULID made with it. Empty before open().
    QString id() const;

    /// Runs the job on the store thread; jobs run in the order of the calls, and only after open(). A job
    /// that fails gives the problem it returns; one that returns no problem has been committed if it used a
    /// transaction. The future may be finished on the store thread: co_await it, or use then() with a
    /// context.
    template <typename T> QFuture<Result<T>> run(std::function<Result<T>(Sql &)> job)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        post([this, promise, job = std::move(job)](Sql &sql) {
            Result<T> result = job(sql);
            if (!result) noteFailure(result.error());
            promise->addResult(std::move(result));
            promise->finish();
        });
        return promise->future();
    }

    /// As run(), without an answer.
    void post(std::function<void(Sql &)> job);

    /// A posted job failed with this problem: `storage_unavailable` makes the database unhealthy.
    /// On the store thread; run() does it by itself.
    void noteFailure(const Problem &problem);

    /// False from a job's failing because the database could not be used (full, read-only, away) until a
    /// small write, tried every second, succeeds again. Any thread.
    bool isHealthy() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lectern
