// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/Engine.h"

namespace lectern {

/// A server that nodes on several machines share. Nodes write at once; small transactions take turns by an
/// advisory lock, appends of messages by the rows of their rooms.
class PostgresEngine : public Engine
{
public:
    PostgresEngine(DatabaseUrl url, DatabaseOptions options);

    QSqlDatabase connection(const QString &name, Access access) const override;
    std::unique_ptr<Statements> statements(const QSqlDatabase &open) const override;
    Result<void> configure(Sql &sql, Access access) const override;
    QString hint() const override;
    QString migrations() const override;
    QStringList begin(Keeps keeps) const override;
    QString forUpdate() const override;
    Result<bool> isAlone(Sql &sql) const override;
    Result<void> wipe(Sql &sql) const override;
    bool searchesVectors() const override { return true; }
    bool survivesFailures() const override;
    Failure judge(const QSqlError &error) const override;
    bool prepares(const QVariantList &values) const override;
    QVariant storable(const QVariant &value) const override;

private:
    DatabaseUrl m_url;
    DatabaseOptions m_options;
};

} // namespace lectern
