// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/Database.h"

#include "common/protocol/Ulid.h"
#include "server/store/Migrations.h"
#include "server/store/StoreLog.h"
#include "server/store/StoreThread.h"
#include "server/store/UpgradeTo2.h"

#include <atomic>

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcStore, "lectern.store")

namespace {

constexpr std::chrono::milliseconds kFirstWait = 100ms;
constexpr std::chrono::milliseconds kLongestWait = 1600ms;

Result<QString> systemId(Sql &sql)
{
    return sql.transaction([&]() -> Result<QString> {
        const auto made = sql.execute(u"INSERT INTO setting (key, value) VALUES ('system_id', ?) "
                                      "ON CONFLICT DO NOTHING"_s,
                                      {newUlid()});
        if (!made) return std::unexpected(made.error());
        const auto id = sql.row<QString>(u"SELECT value FROM setting WHERE key = 'system_id'"_s, {},
                                         [](const SqlRow &row) { return row.value(0).toString(); });
        if (!id) return std::unexpected(id.error());
        return id->value_or(QString());
    });
}

/// The database's own id, once it is brought up to date.
Result<QString> migratedId(Sql &sql, const QString &migrations)
{
    if (const auto done = migrate(sql, migrations, {{2, upgradeTo2}}); !done)
        return std::unexpected(done.error());
    return systemId(sql);
}

/// Opens a connection that was lost. Says why it cannot, once each time that the database is away.
bool isBack(Sql &sql, bool firstTry)
{
    if (sql.isOpen()) return true;
    const auto opened = sql.open();
    if (!opened && firstTry) qCWarning(lcStore).noquote() << "the database is away:" << opened.error().detail;
    return opened.has_value();
}

/// Needs new pages, as a message does, and leaves nothing behind.
bool canWrite(Sql &sql)
{
    constexpr qsizetype kFiller = 16'384;
    return sql
        .transaction([&]() -> Result<void> {
            const auto wrote =
                sql.execute(u"INSERT INTO storage_probe (filler) VALUES (?)"_s, {QByteArray(kFiller, '\0')});
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
    explicit Private(Database *database)
        : q(database)
    {
    }

    Result<void> open(const DatabaseUrl &url, const DatabaseOptions &options);

    /// The same job, whose failure the database is told of.
    SharedJob noted(std::function<Result<void>(Sql &)> job, Settle settle);

    /// On the writer's thread, again and again until both connections work.
    void tryAgain(Sql &sql, std::chrono::milliseconds wait);

    Database *q;
    std::unique_ptr<Engine> engine;
    StoreThread writer;
    StoreThread reader;
    std::atomic<bool> healthy = true;
    QString systemId;
};

Result<void> Database::Private::open(const DatabaseUrl &url, const DatabaseOptions &options)
{
    engine = Engine::make(url, options);
    const auto prepare = [this](Sql &sql) -> Result<void> {
        auto id = migratedId(sql, engine->migrations());
        if (!id && !sql.cause().isEmpty()) return problem(id.error().code, sql.cause() + engine->hint());
        if (!id) return std::unexpected(id.error());
        systemId = *std::move(id);
        return {};
    };
    auto done = writer.start(*engine, Engine::Access::ReadWrite, options.busyTimeout, prepare);
    if (!done) return done;
    done = reader.start(*engine, Engine::Access::ReadOnly, options.busyTimeout,
                        [](Sql &) { return Result<void>(); });
    if (!done) writer.stop();
    return done;
}

SharedJob Database::Private::noted(std::function<Result<void>(Sql &)> job, Settle settle)
{
    return {std::move(job), [this, settle = std::move(settle)](const Result<void> &outcome) {
                if (!outcome) q->noteFailure(outcome.error());
                settle(outcome);
            }};
}

void Database::Private::tryAgain(Sql &sql, std::chrono::milliseconds wait)
{
    const bool firstTry = wait == kFirstWait;
    const auto later = [this, wait] {
        const auto next = std::min(wait * 2, kLongestWait);
        writer.postLater(wait, [this, next](Sql &writing) { tryAgain(writing, next); });
    };
    if (!isBack(sql, firstTry) || !canWrite(sql)) return later();
    reader.post([this, later, firstTry](Sql &reading) {
        if (!isBack(reading, firstTry)) return later();
        healthy = true;
        qCInfo(lcStore) << "the database can be used again";
        QMetaObject::invokeMethod(q, &Database::recovered, Qt::QueuedConnection);
    });
}

Database::Database()
    : d(std::make_unique<Private>(this))
{
}

Database::~Database()
{
    d->reader.stop();
    d->writer.stop();
}

Result<void> Database::open(const QString &url, const DatabaseOptions &options)
{
    const auto parsed = DatabaseUrl::parse(url);
    if (!parsed) return std::unexpected(parsed.error());
    auto opened = d->open(*parsed, options);
    if (!opened)
        return problem(opened.error().code, u"\"%1\": %2"_s.arg(parsed->display(), opened.error().detail));
    return {};
}

QString Database::id() const
{
    return d->systemId;
}

void Database::post(std::function<void(Sql &)> job)
{
    d->writer.post(std::move(job));
}

void Database::postLater(std::chrono::milliseconds delay, std::function<void(Sql &)> job)
{
    d->writer.postLater(delay, std::move(job));
}

void Database::postRead(std::function<void(Sql &)> job)
{
    d->reader.post(std::move(job));
}

void Database::postShared(std::function<Result<void>(Sql &)> job, Settle settle)
{
    d->writer.post(d->noted(std::move(job), std::move(settle)));
}

void Database::postLook(std::function<Result<void>(Sql &)> job, Settle settle)
{
    d->writer.postLook(d->noted(std::move(job), std::move(settle)));
}

void Database::postSoon(std::function<Result<void>(Sql &)> job, Settle settle)
{
    d->writer.postSoon(d->noted(std::move(job), std::move(settle)));
}

void Database::noteFailure(const Problem &problem)
{
    if (problem.code != ErrorCode::StorageUnavailable) return;
    if (!d->healthy.exchange(false)) return;
    qCWarning(lcStore) << "the database cannot be used";
    d->writer.postLater(0ms, [this](Sql &sql) { d->tryAgain(sql, kFirstWait); });
}

bool Database::isHealthy() const
{
    return d->healthy;
}

} // namespace lectern
