// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/PostgresEngine.h"

#include "server/store/Sql.h"

#include <QtSql/QSqlError>

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// As libpq's connection strings want a value (libpq, 34.1.1.1).
QString quoted(QString value)
{
    value.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    return u'\'' + value + u'\'';
}

/// What the server is told of a connection.
QString session(const DatabaseOptions &options, Engine::Access access)
{
    const bool isSure = options.durability == Durability::Full;
    QStringList settings{
        u"client_min_messages=error"_s, // libpq writes what is less to stderr
        u"standard_conforming_strings=on"_s,
        u"default_transaction_isolation=read\\ committed"_s,
        u"lock_timeout=%1"_s.arg(options.busyTimeout.count()),
        // Others wait for the locks of a node that has gone silent within a transaction.
        u"idle_in_transaction_session_timeout=10s"_s,
        u"synchronous_commit="_s + (isSure ? u"on"_s : u"off"_s),
    };
    if (access == Engine::Access::ReadOnly) settings += u"default_transaction_read_only=on"_s;
    return u"-c "_s + settings.join(u" -c "_s);
}

/// What libpq is told of it. A server behind a pulled cable is given up after ten seconds.
constexpr auto kLine = "connect_timeout=5;keepalives_idle=5;keepalives_interval=2;keepalives_count=3;"
                       "tcp_user_timeout=10000;application_name=lectern-server"_L1;

} // namespace

PostgresEngine::PostgresEngine(DatabaseUrl url, DatabaseOptions options)
    : m_url(std::move(url))
    , m_options(options)
{
}

QSqlDatabase PostgresEngine::connection(const QString &name, Access access) const
{
    QStringList options{QString(kLine), u"options="_s + quoted(session(m_options, access))};
    for (const auto &[key, value] : m_url.options)
        options += key + u'=' + quoted(value);

    QSqlDatabase database = QSqlDatabase::addDatabase(u"QPSQL"_s, name);
    database.setHostName(m_url.host);
    database.setPort(m_url.port);
    database.setUserName(m_url.user);
    database.setPassword(m_url.password);
    database.setDatabaseName(m_url.name);
    database.setConnectOptions(options.join(u';'));
    return database;
}

std::unique_ptr<Engine::Statements> PostgresEngine::statements(const QSqlDatabase &) const
{
    return nullptr;
}

Result<void> PostgresEngine::configure(Sql &sql, Access) const
{
    const auto encoding = sql.row<QString>(u"SHOW server_encoding"_s, {},
                                           [](const SqlRow &row) { return row.value(0).toString(); });
    if (!encoding) return std::unexpected(encoding.error());
    if (encoding->value_or(QString()) != "UTF8"_L1)
        return problem(ErrorCode::StorageUnavailable,
                       u"its encoding is %1, expected UTF8 (CREATE DATABASE … ENCODING 'UTF8')"_s.arg(
                           encoding->value_or(QString())));
    return {};
}

QString PostgresEngine::hint() const
{
    return u" (the server must be reachable, the database be there, and its user allowed to create tables)"_s;
}

QString PostgresEngine::migrations() const
{
    return u":/sql/postgresql"_s;
}

QStringList PostgresEngine::begin(Keeps keeps) const
{
    if (keeps == Keeps::Nothing) return {u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"_s};
    if (keeps == Keeps::LockedRows) return {u"BEGIN"_s};
    // Any number will do that all nodes know. What is read after the lock was given is what others have
    // committed before: at "read committed" each statement looks anew.
    return {u"BEGIN"_s, u"SELECT pg_advisory_xact_lock(5496983137)"_s};
}

QString PostgresEngine::forUpdate() const
{
    return u" FOR NO KEY UPDATE"_s; // FOR UPDATE would wait for everyone who inserts what refers to the row
}

Result<bool> PostgresEngine::isAlone(Sql &sql) const
{
    const auto others =
        sql.row<int>(u"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                     "AND application_name = 'lectern-server' AND pid <> pg_backend_pid()"_s,
                     {}, [](const SqlRow &row) { return row.value(0).toInt(); });
    if (!others) return std::unexpected(others.error());
    return others->value_or(0) == 0;
}

/// Its own vacuum does, in its own time.
Result<void> PostgresEngine::wipe(Sql &) const
{
    return {};
}

bool PostgresEngine::survivesFailures() const
{
    return false;
}

/// By SQLSTATE (PostgreSQL, appendix A). What libpq itself finds has none: there is no connection.
Engine::Failure PostgresEngine::judge(const QSqlError &error) const
{
    if (!error.isValid()) return Failure::None;
    const QString state = error.nativeErrorCode();
    const auto isOneOf = [&](std::initializer_list<QLatin1StringView> classes) {
        return std::ranges::any_of(classes, [&](auto name) { return state.startsWith(name); });
    };
    if (state.isEmpty() || isOneOf({"08"_L1, "57P0"_L1, "25P03"_L1})) return Failure::Lost;
    // Read-only, not allowed, no such database, rolled back, no room, locked, cancelled, the system, damaged.
    if (isOneOf({"25006"_L1, "28"_L1, "3D"_L1, "40"_L1, "42501"_L1, "53"_L1, "55P03"_L1, "57"_L1, "58"_L1,
                 "F0"_L1, "XX"_L1}))
        return Failure::Storage;
    return Failure::Statement;
}

bool PostgresEngine::prepares(const QVariantList &values) const
{
    return !values.isEmpty(); // BEGIN and CREATE TABLE cannot be
}

QVariant PostgresEngine::storable(const QVariant &value) const
{
    if (value.typeId() != QMetaType::QString) return value;
    const QString text = value.toString();
    if (!text.contains(QChar(0))) return value;
    return QString(text).replace(QChar(0),
                                 QChar::ReplacementCharacter); // the one letter that no text may have
}

} // namespace lectern
