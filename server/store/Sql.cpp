// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/Sql.h"

#include "common/protocol/Ulid.h"
#include "server/store/StoreLog.h"

#include <QtCore/QDeadlineTimer>
#include <QtSql/QSqlError>
#include <QtSql/QSqlRecord>

#include <thread>

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The engine's own waiting sleeps up to 100 ms between tries, so that one busy process starves another for
/// seconds.
constexpr auto kBusyPause = 500us;

/// What may be asked again without doing anything twice.
bool onlyAsks(const QString &sql)
{
    return sql.startsWith("SELECT"_L1) || sql.startsWith("BEGIN"_L1);
}

std::unexpected<Problem> unavailable()
{
    return problem(ErrorCode::StorageUnavailable, u"The server cannot store or read anything just now."_s);
}

/// The statement as Qt is given it: each `?` is a name.
QString withNames(const QString &sql, const std::function<QString(int)> &nameOf)
{
    QString named;
    int places = 0;
    for (const QChar c : sql) {
        if (c == u'?')
            named += nameOf(places++);
        else
            named += c;
    }
    return named;
}

class QtRow final : public SqlRow
{
public:
    explicit QtRow(const QSqlQuery &query)
        : m_query(query)
    {
    }

    int size() const override { return m_query.record().count(); }
    QVariant value(int column) const override
    {
        const QVariant value = m_query.value(column);
        return value.isNull() ? QVariant() : value;
    }

private:
    const QSqlQuery &m_query;
};

/// As every database takes it.
QVariant plain(const QVariant &value)
{
    if (value.typeId() == QMetaType::Bool) return int(value.toBool());
    const bool nullText = value.typeId() == QMetaType::QString && value.value<QString>().isNull();
    return nullText ? QVariant(u""_s) : value;
}

} // namespace

const QString Sql::kSavepoint = u"SAVEPOINT part"_s;
const QString Sql::kRelease = u"RELEASE part"_s;

Sql::Sql(const Engine &engine, Engine::Access access, std::chrono::milliseconds busyTimeout)
    : m_engine(engine)
    , m_access(access)
    , m_busyTimeout(busyTimeout)
    , m_name(newUlid())
{
}

Sql::~Sql()
{
    close();
}

Result<void> Sql::open()
{
    close();
    m_database = m_engine.connection(m_name, m_access);
    if (!m_database.isValid())
        return problem(ErrorCode::StorageUnavailable,
                       u"Qt's driver for it is not installed (Debian: libqt6sql6-psql, libqt6sql6-sqlite)"_s);
    if (!m_database.open())
        return problem(ErrorCode::StorageUnavailable,
                       m_database.lastError().databaseText().simplified() + m_engine.hint());
    m_isOpen = true;
    m_own = m_engine.statements(m_database);
    m_cause.clear();
    auto ready = m_engine.configure(*this, m_access);
    if (ready) return {};
    if (!m_cause.isEmpty()) ready = problem(ready.error().code, m_cause + m_engine.hint());
    close();
    return ready;
}

void Sql::close()
{
    m_isOpen = false;
    m_inTransaction = false;
    m_own.reset(); // or SQLite would not close
    // The driver goes first: with it, the statements need not be freed over a connection that is gone.
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
    m_queries.clear();
}

std::unexpected<Problem> Sql::failure(const QString &sql, const QSqlError &error)
{
    m_cause = error.databaseText().section(u'\n', 0, 0); // what follows may quote people's texts
    qCWarning(lcStore).noquote() << "statement failed:" << m_cause << error.driverText() << "code"
                                 << error.nativeErrorCode() << "in" << sql.simplified().left(80);
    const auto kind = m_engine.judge(error);
    if (kind == Engine::Failure::Lost) close();
    const auto failed = kind == Engine::Failure::Statement
                            ? problem(ErrorCode::Internal, u"The server could not carry this out."_s)
                            : unavailable();
    if (!m_engine.survivesFailures() && !m_spoiltBy) m_spoiltBy = failed.error();
    return failed;
}

Result<void> Sql::run(const QString &sql, const Attempt &attempt)
{
    if (!m_isOpen) return unavailable();
    QSqlError error = tryUntilFree(attempt);
    if (m_engine.judge(error) == Engine::Failure::Lost && !m_inTransaction && onlyAsks(sql) && open()) {
        qCInfo(lcStore) << "the connection to the database was lost and is open again";
        error = tryUntilFree(attempt);
    }
    if (error.isValid()) return failure(sql, error);
    return {};
}

QSqlError Sql::tryUntilFree(const Attempt &attempt)
{
    const QDeadlineTimer deadline(m_busyTimeout);
    for (;;) {
        const QSqlError error = attempt();
        if (m_engine.judge(error) != Engine::Failure::Busy || deadline.hasExpired()) return error;
        std::this_thread::sleep_for(kBusyPause);
    }
}

/// Values are bound by name. To bind one to a position, Qt 6.4 makes a name of that position each time, which
/// takes six times as long.
const QString &Sql::nameOf(int place)
{
    while (m_names.size() <= place)
        m_names.append(u":v%1"_s.arg(m_names.size()));
    return m_names[place];
}

std::expected<QSqlQuery *, QSqlError> Sql::query(const QString &sql, const QVariantList &values)
{
    const bool prepares = m_engine.prepares(values);
    auto found = m_queries.find(sql);
    if (found == m_queries.end()) {
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        const auto named = [this](int place) { return nameOf(place); };
        if (prepares && !query.prepare(withNames(sql, named))) return std::unexpected(query.lastError());
        found = m_queries.emplace(sql, std::move(query)).first;
    }
    QSqlQuery &query = found->second;
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(nameOf(i), m_engine.storable(plain(values[i])));
    if (prepares ? query.exec() : query.exec(sql)) return &query;
    const QSqlError error = query.lastError();
    query.finish();
    return std::unexpected(error);
}

std::expected<int, QSqlError> Sql::change(const QString &sql, const QVariantList &values)
{
    if (m_own) return m_own->run(sql, values);
    const auto done = query(sql, values);
    if (!done) return std::unexpected(done.error());
    const int changed = (*done)->numRowsAffected();
    (*done)->finish();
    return changed;
}

Result<int> Sql::execute(const QString &sql, const QVariantList &values)
{
    int changed = 0;
    const auto done = run(sql, [&]() -> QSqlError {
        const auto ran = change(sql, values);
        if (!ran) return ran.error();
        changed = *ran;
        return {};
    });
    if (!done) return std::unexpected(done.error());
    return changed;
}

Result<void> Sql::each(const QString &sql, const QVariantList &values, const Read<void> &read)
{
    if (!m_own) return eachByQt(sql, values, read);
    // Once a row has been handed on it is not tried again.
    QSqlError late;
    const auto done = run(sql, [&]() -> QSqlError {
        bool handed = false;
        const auto ran = m_own->each(sql, values, [&](const SqlRow &row) {
            handed = true;
            read(row);
        });
        if (ran) return {};
        if (!handed) return ran.error();
        late = ran.error();
        return {};
    });
    if (!done) return done;
    if (late.isValid()) return failure(sql, late);
    return {};
}

Result<void> Sql::eachByQt(const QString &sql, const QVariantList &values, const Read<void> &read)
{
    QSqlQuery *rows = nullptr;
    const auto done = run(sql, [&]() -> QSqlError {
        const auto ran = query(sql, values);
        if (!ran) return ran.error();
        rows = *ran;
        return {};
    });
    if (!done) return done;
    const QtRow row(*rows);
    while (rows->next())
        read(row);
    const QSqlError error = rows->lastError();
    // An unfinished statement would hold its snapshot of the database and the lock on it.
    rows->finish();
    if (error.isValid()) return failure(sql, error);
    return {};
}

QStringList Sql::columnsOf(const QString &table) const
{
    QStringList names;
    const QSqlRecord record = m_database.record(table);
    for (int i = 0; i < record.count(); ++i)
        names += record.fieldName(i);
    return names;
}

Result<void> Sql::begin(Engine::Keeps keeps)
{
    m_spoiltBy.reset();
    for (const QString &statement : m_engine.begin(keeps)) {
        if (const auto done = execute(statement); !done) {
            rollback();
            return std::unexpected(done.error());
        }
        m_inTransaction = true;
    }
    return {};
}

Result<void> Sql::commit()
{
    // PostgreSQL answers the COMMIT of a failed transaction without an error, and rolls it back.
    if (m_spoiltBy) {
        rollback();
        return std::unexpected(*m_spoiltBy);
    }
    const auto done = execute(u"COMMIT"_s);
    if (!done) rollback();
    m_inTransaction = false;
    if (!done) return std::unexpected(done.error());
    return {};
}

void Sql::rollback()
{
    // SQLite has undone the transaction by itself after some errors; then there is nothing to roll back.
    if (m_isOpen && m_inTransaction) QSqlQuery(m_database).exec(u"ROLLBACK"_s);
    m_inTransaction = false;
}

/// What was spoilt since the savepoint is whole again. SQLite has undone everything by itself after some
/// errors: then there is no savepoint any more.
void Sql::undoPart()
{
    if (!m_isOpen || !m_inTransaction) return;
    QSqlQuery undoing(m_database);
    if (undoing.exec(u"ROLLBACK TO part"_s) && undoing.exec(kRelease))
        m_spoiltBy.reset();
    else
        rollback();
}

namespace sql {

QVariant fromTime(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant(QMetaType::fromType<qint64>());
}

QDateTime toTime(const QVariant &value)
{
    return value.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
}

QString folded(const QString &text)
{
    return text.normalized(QString::NormalizationForm_KC).toCaseFolded();
}

QString likePattern(const QString &text)
{
    QString pattern = u"%"_s;
    for (const QChar c : text) {
        if (c == u'%' || c == u'_' || c == u'\\') pattern += u'\\';
        pattern += c;
    }
    return pattern + u'%';
}

} // namespace sql

} // namespace lectern
