// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QVariant>
#include <QtSql/QSqlError>

#include <expected>
#include <functional>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace lectern {

class SqlRow;

/// One statement, prepared and carried out by SQLite's own interface. Gone before its connection is closed.
/// Texts become UTF-8 as QString::toUtf8() makes it, null ones '', a bool is 0 or 1, bytes are a BLOB; what
/// else is null is NULL. Errors are as Qt's driver gives them: SQLite's words and its extended result code.
/// Whether it worked or not, it can be run again.
class SqliteStatement
{
public:
    static std::expected<SqliteStatement, QSqlError> prepare(sqlite3 *connection, const QString &sql);

    /// Carries it out with a value for each `?`: how many rows it changed (what changes none, as COMMIT,
    /// tells the number of the statement before). Rows that it has to tell, as a PRAGMA may, are passed over.
    std::expected<int, QSqlError> run(const QVariantList &values);

    /// Carries it out and hands each row on as it comes; some may have been when it fails. `read` must not
    /// use this statement.
    std::expected<void, QSqlError> each(const QVariantList &values,
                                        const std::function<void(const SqlRow &)> &read);

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };

    SqliteStatement(sqlite3 *connection, sqlite3_stmt *statement)
        : m_connection(connection)
        , m_statement(statement)
    {
    }

    QSqlError bind(const QVariantList &values, char *texts);

    sqlite3 *m_connection;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

} // namespace lectern
