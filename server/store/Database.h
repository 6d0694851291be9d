// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QFuture>
#include <QtCore/QPromise>
#include <QtCore/QString>

#include <functional>
#include <memory>

class QSqlDatabase;

namespace lectern {

/// The database and the one thread that touches it. Everything else posts jobs and gets futures.
/// SQLite today: WAL, foreign keys, busy timeout; opening runs the numbered migrations of resources/sql.
class Database
{
public:
    Database();
    ~Database(); ///< finishes the jobs that were posted, then closes

    /// `url`: "sqlite:FILE". Blocks until open and migrated. The detail names file, cause and what to do;
    /// a database made by a newer version is refused.
    Result<void> open(const QString &url);

    /// Runs the job on the store thread; jobs run in the order of the calls. A job that fails gives the
    /// problem it returns; one that returns no problem has been committed if it used a transaction.
    template <typename T>
    QFuture<Result<T>> run(std::function<Result<T>(QSqlDatabase &)> job)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        post([promise, job = std::move(job)](QSqlDatabase &database) {
            promise->addResult(job(database));
            promise->finish();
        });
        return promise->future();
    }

    /// As run(), without an answer.
    void post(std::function<void(QSqlDatabase &)> job);

    /// False while the last job failed because the database could not be used (full, read-only, away).
    bool isHealthy() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lectern
