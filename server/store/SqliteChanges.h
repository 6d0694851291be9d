// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/Engine.h"
#include "server/store/SqliteStatement.h"

#include <QtCore/QHash>

#include <unordered_map>

class QSqlDatabase;

namespace lectern {

/// The statements that change something on one connection of Qt's, by SQLite's own interface. Gone before
/// that connection is closed.
class SqliteChanges : public Engine::Changes
{
public:
    /// Nothing when Qt's driver has a SQLite of its own: its connections are no others' to touch.
    static std::unique_ptr<SqliteChanges> on(const QSqlDatabase &open);

    std::expected<int, QSqlError> run(const QString &sql, const QVariantList &values) override;

private:
    explicit SqliteChanges(sqlite3 *connection)
        : m_connection(connection)
    {
    }

    sqlite3 *m_connection;
    std::unordered_map<QString, SqliteStatement> m_statements;
};

} // namespace lectern
