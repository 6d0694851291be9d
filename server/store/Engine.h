// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/DatabaseOptions.h"
#include "server/store/DatabaseUrl.h"

#include <QtCore/QStringList>
#include <QtCore/QVariant>

#include <expected>
#include <functional>
#include <memory>

class QSqlDatabase;
class QSqlError;

namespace lectern {

class Sql;
class SqlRow;

/// What differs between SQLite and PostgreSQL; all else is one SQL. Without a state of its own: the
/// connections of a Database share it.
class Engine
{
public:
    enum class Access { ReadWrite, ReadOnly };

    /// What a transaction keeps others from: see Sql::transaction(), appendTransaction() and snapshot().
    enum class Keeps { Everything, LockedRows, Nothing };

    enum class Failure {
        None,
        Statement, ///< the statement is at fault, or its values
        Busy,      ///< at once repeated it may work
        Storage,   ///< the database cannot do it now: full, read-only, damaged, locked for too long
        Lost,      ///< so is the connection
    };

    /// How an engine carries statements out by itself, without Qt. Each is kept; a bool, a null QString and
    /// all else are as Sql has them.
    class Statements
    {
    public:
        virtual ~Statements() = default;

        /// The number of rows that it changed.
        virtual std::expected<int, QSqlError> run(const QString &sql, const QVariantList &values) = 0;
        /// Hands each row on as it comes; some may have been when it fails.
        virtual std::expected<void, QSqlError> each(const QString &sql, const QVariantList &values,
                                                    const std::function<void(const SqlRow &)> &read) = 0;
    };

    virtual ~Engine() = default;

    static std::unique_ptr<Engine> make(const DatabaseUrl &url, const DatabaseOptions &options);

    /// A closed connection of that name, for the calling thread.
    virtual QSqlDatabase connection(const QString &name, Access access) const = 0;

    /// For an open connection, and gone before that is closed. Nothing: Qt carries everything out.
    virtual std::unique_ptr<Statements> statements(const QSqlDatabase &open) const = 0;

    /// Makes an open connection ready for work. The detail is for the operator.
    virtual Result<void> configure(Sql &sql, Access access) const = 0;

    /// What to look at when opening fails, to be put behind the cause.
    virtual QString hint() const = 0;

    /// The folder of its migrations.
    virtual QString migrations() const = 0;

    virtual QStringList begin(Keeps keeps) const = 0;

    /// What a SELECT ends with whose rows an appendTransaction() is to keep as they are.
    virtual QString forUpdate() const = 0;

    /// Whether no other connection has this database open, of any program on any machine.
    virtual Result<bool> isAlone(Sql &sql) const = 0;

    /// Writes over what was deleted where a copy of it is still kept beside the tables, outside a
    /// transaction.
    virtual Result<void> wipe(Sql &sql) const = 0;

    /// The log is searched by an index of tsvectors, not by an FTS5 table.
    virtual bool searchesVectors() const = 0;

    /// False: a failed statement takes its transaction with it.
    virtual bool survivesFailures() const = 0;

    virtual Failure judge(const QSqlError &error) const = 0;

    /// Whether the statement is prepared and kept, or just carried out.
    virtual bool prepares(const QVariantList &values) const = 0;

    /// The value as this database can keep it.
    virtual QVariant storable(const QVariant &value) const = 0;
};

} // namespace lectern
