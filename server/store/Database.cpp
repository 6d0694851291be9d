// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/Database.h"

#include "common/protocol/Ulid.h"
#include "server/store/Migrations.h"
#include "server/store/Sql.h"
#include "server/store/StoreLog.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QThread>
#include <QtSql/QSqlError>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcStore, "lectern.store")

namespace {

constexpr auto kScheme = "sqlite:"_L1;
constexpr auto kProbeInterval = 1s;
constexpr auto kHint =
    " (the file and its folder must be there, writable for this user, and the disk not full)"_L1;

/// Readers and the writer do not hold each other up; a commit returns once it is on the disk.
Result<void> configure(Sql &sql)
{
    const auto mode = sql.row<QString>(u"PRAGMA journal_mode = WAL"_s, {},
                                       [](const QSqlQuery &row) { return row.value(0).toString(); });
    if (!mode) return std::unexpected(mode.error());
    if (mode->value_or(QString()) != "wal"_L1)
        return problem(ErrorCode::StorageUnavailable,
                       u"the file system does not allow write-ahead logging"_s);
    for (const QString &pragma :
         {u"PRAGMA synchronous = FULL"_s, u"PRAGMA foreign_keys = ON"_s, u"PRAGMA temp_store = MEMORY"_s,
          u"PRAGMA journal_size_limit = 67108864"_s}) {
        if (const auto done = sql.execute(pragma); !done) return std::unexpected(done.error());
    }
    return {};
}

Result<QString> systemId(Sql &sql)
{
    return sql.transaction([&]() -> Result<QString> {
        const auto made = sql.execute(u"INSERT INTO setting (key, value) VALUES ('system_id', ?) "
                                      "ON CONFLICT DO NOTHING"_s,
                                      {newUlid()});
        if (!made) return std::unexpected(made.error());
        const auto id = sql.row<QString>(u"SELECT value FROM setting WHERE key = 'system_id'"_s, {},
                                         [](const QSqlQuery &row) { return row.value(0).toString(); });
        if (!id) return std::unexpected(id.error());
        return id->value_or(QString());
    });
}

/// Ready for work: the database's own id.
Result<QString> prepare(Sql &sql)
{
    if (const auto done = configure(sql); !done) return std::unexpected(done.error());
    if (const auto done = migrate(sql, u":/sql/sqlite"_s); !done) return std::unexpected(done.error());
    return systemId(sql);
}

/// Needs new pages, as a message does, and leaves nothing behind.
bool canWrite(Sql &sql)
{
    return sql
        .transaction([&]() -> Result<void> {
            const auto wrote = sql.execute(u"INSERT INTO storage_probe (filler) VALUES (zeroblob(16384))"_s);
            if (!wrote) return std::unexpected(wrote.error());
            const auto removed = sql.execute(u"DELETE FROM storage_probe"_s);
            if (!removed) return std::unexpected(removed.error());
            return {};
        })
        .has_value();
}

} // namespace

class Database::Private
{
public:
    using Job = std::function<void(Sql &)>;

    std::unique_ptr<QThread> thread;
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<Job> jobs;
    bool stopping = false;
    std::atomic<bool> healthy = true;
    QString systemId;

    void live(const QString &file, std::chrono::milliseconds busyTimeout,
              std::promise<Result<QString>> &opened);
    void work(Sql &sql);
    void stop();
};

void Database::Private::live(const QString &file, std::chrono::milliseconds busyTimeout,
                             std::promise<Result<QString>> &opened)
{
    const QString connection = newUlid();
    {
        // Holds names and password hashes: for this user alone, as SQLite then makes its other files, too.
        QFile(file).open(QIODevice::NewOnly | QIODevice::WriteOnly, QFile::ReadOwner | QFile::WriteOwner);
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection);
        database.setDatabaseName(file);
        database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=0"_s); // Sql waits by itself
        if (!database.open()) {
            opened.set_value(
                problem(ErrorCode::StorageUnavailable, database.lastError().databaseText() + kHint));
        } else {
            Sql sql(database, busyTimeout);
            auto ready = prepare(sql);
            if (!ready && !sql.cause().isEmpty()) ready = problem(ready.error().code, sql.cause() + kHint);
            sql.clear();
            const bool usable = ready.has_value();
            opened.set_value(std::move(ready));
            if (usable) work(sql);
            sql.clear();
        }
        database.close();
    }
    QSqlDatabase::removeDatabase(connection);
}

void Database::Private::work(Sql &sql)
{
    const auto due = [this] { return stopping || !jobs.empty(); };
    QDeadlineTimer nextProbe(kProbeInterval);
    for (;;) {
        if (!healthy && nextProbe.hasExpired()) {
            healthy = canWrite(sql);
            if (healthy) qCInfo(lcStore) << "the database can be written again";
            nextProbe.setRemainingTime(kProbeInterval);
        }
        Job job;
        {
            std::unique_lock lock(mutex);
            if (healthy)
                wake.wait(lock, due);
            else if (!wake.wait_for(lock, std::chrono::milliseconds(nextProbe.remainingTime()), due))
                continue;
            if (jobs.empty()) return;
            job = std::move(jobs.front());
            jobs.pop_front();
        }
        job(sql);
    }
}

void Database::Private::stop()
{
    if (!thread) return;
    {
        const std::lock_guard lock(mutex);
        stopping = true;
    }
    wake.notify_one();
    thread->wait();
    thread.reset();
}

Database::Database()
    : d(std::make_unique<Private>())
{
}

Database::~Database()
{
    d->stop();
}

Result<void> Database::open(const QString &url, std::chrono::milliseconds busyTimeout)
{
    Q_ASSERT(!d->thread);
    if (!url.startsWith(kScheme) || url.size() == kScheme.size())
        return problem(ErrorCode::BadRequest, u"database \"%1\": expected sqlite:FILE"_s.arg(url));
    const QString file = QDir::toNativeSeparators(url.mid(kScheme.size()));

    std::promise<Result<QString>> opened;
    auto answer = opened.get_future();
    d->thread.reset(
        QThread::create([this, file, busyTimeout, &opened] { d->live(file, busyTimeout, opened); }));
    d->thread->setObjectName(u"store"_s);
    d->thread->start();
    auto id = answer.get();
    if (!id) {
        d->stop();
        d->stopping = false;
        return problem(id.error().code, u"database %1: %2"_s.arg(file, id.error().detail));
    }
    d->systemId = *id;
    return {};
}

QString Database::id() const
{
    return d->systemId;
}

void Database::post(std::function<void(Sql &)> job)
{
    {
        const std::lock_guard lock(d->mutex);
        d->jobs.push_back(std::move(job));
    }
    d->wake.notify_one();
}

void Database::noteFailure(const Problem &problem)
{
    if (problem.code != ErrorCode::StorageUnavailable) return;
    if (d->healthy.exchange(false)) qCWarning(lcStore) << "the database cannot be used";
}

bool Database::isHealthy() const
{
    return d->healthy;
}

} // namespace lectern
