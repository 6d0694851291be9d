// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/Engine.h"
#include "server/store/SqliteStatement.h"

#include <QtCore/QHash>

#include <unordered_map>

class QSqlDatabase;

namespace lectern {

/// The statements on one connection of Qt's, by SQLite's own interface. Gone before that connection is
/// closed.
class SqliteStatements : public Engine::Statements
{
public:
    /// Nothing when Qt's driver has a SQLite of its own: its connections are no others' to touch.
    static std::unique_ptr<SqliteStatements> on(const QSqlDatabase &open);

    std::expected<int, QSqlError> run(const QString &sql, const QVariantList &values) override;
    std::expected<void, QSqlError> each(const QString &sql, const QVariantList &values,
                                        const std::function<void(const SqlRow &)> &read) override;

private:
    explicit SqliteStatements(sqlite3 *connection)
        : m_connection(connection)
    {
    }

    std::expected<SqliteStatement *, QSqlError> prepared(const QString &sql);

    sqlite3 *m_connection;
    std::unordered_map<QString, SqliteStatement> m_statements;
};

} // namespace lectern
