// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SqliteStatements.h"

#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlDriver>
#include <QtSql/QSqlQuery>

#include <cstring>

#include <sqlite3.h>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// Whether the SQLite below Qt is the one that this program is linked with: first the same sources, then the
/// same copy of them, in which there is one default file system.
bool isOurs(const QSqlDatabase &open, sqlite3 *connection)
{
    QSqlQuery source(open);
    if (!source.exec(u"SELECT sqlite_source_id()"_s) || !source.next() ||
        source.value(0).toString() != QLatin1StringView(sqlite3_sourceid()))
        return false;
    sqlite3_vfs *files = nullptr;
    const int told =
        sqlite3_file_control(connection, "main", SQLITE_FCNTL_VFS_POINTER, static_cast<void *>(&files));
    return told == SQLITE_OK && files == sqlite3_vfs_find(nullptr);
}

} // namespace

std::unique_ptr<SqliteStatements> SqliteStatements::on(const QSqlDatabase &open)
{
    const QVariant handle = open.driver()->handle();
    if (!handle.isValid() || std::strcmp(handle.typeName(), "sqlite3*") != 0) return nullptr;
    sqlite3 *const connection = *static_cast<sqlite3 *const *>(handle.constData());
    if (!connection || !isOurs(open, connection)) return nullptr;
    return std::unique_ptr<SqliteStatements>(new SqliteStatements(connection));
}

std::expected<SqliteStatement *, QSqlError> SqliteStatements::prepared(const QString &sql)
{
    auto found = m_statements.find(sql);
    if (found == m_statements.end()) {
        auto prepared = SqliteStatement::prepare(m_connection, sql);
        if (!prepared) return std::unexpected(prepared.error());
        found = m_statements.emplace(sql, *std::move(prepared)).first;
    }
    return &found->second;
}

std::expected<int, QSqlError> SqliteStatements::run(const QString &sql, const QVariantList &values)
{
    const auto statement = prepared(sql);
    if (!statement) return std::unexpected(statement.error());
    return (*statement)->run(values);
}

std::expected<void, QSqlError> SqliteStatements::each(const QString &sql, const QVariantList &values,
                                                      const std::function<void(const SqlRow &)> &read)
{
    const auto statement = prepared(sql);
    if (!statement) return std::unexpected(statement.error());
    return (*statement)->each(values, read);
}

} // namespace lectern
