// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/Engine.h"

namespace lectern {

/// A file with a write-ahead log; several processes may share it. Readers and the writer do not hold each
/// other up, and there is one writer at a time.
class SqliteEngine : public Engine
{
public:
    SqliteEngine(const QString &file, Durability durability);

    QSqlDatabase connection(const QString &name, Access access) const override;
    std::unique_ptr<Statements> statements(const QSqlDatabase &open) const override;
    Result<void> configure(Sql &sql, Access access) const override;
    QString hint() const override;
    QString migrations() const override;
    QStringList begin(Keeps keeps) const override;
    QString forUpdate() const override;
    Result<bool> isAlone(Sql &sql) const override;
    Result<void> wipe(Sql &sql) const override;
    bool searchesVectors() const override { return false; }
    bool survivesFailures() const override;
    Failure judge(const QSqlError &error) const override;
    bool prepares(const QVariantList &values) const override;
    QVariant storable(const QVariant &value) const override;

private:
    QString m_file;
    Durability m_durability;
};

} // namespace lectern
