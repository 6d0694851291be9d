// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/store/Engine.h"
#include "server/store/SqlRow.h"

#include <QtCore/QDateTime>
#include <QtCore/QList>
#include <QtCore/QVariant>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>

#include <chrono>
#include <functional>
#include <optional>
#include <unordered_map>

class QSqlError;

namespace lectern {

/// A connection as the table classes use it, on one thread only. Each SQL text with values is prepared once
/// and kept. `?` stands for a value; a null QString is written as '', a bool as 0 or 1.
/// Fails with `storage_unavailable` when the database could not be used (away, full, read-only, busy too
/// long, damaged) and with `internal` for anything else. The cause is in the log, never in the detail.
class Sql
{
public:
    Sql(const Engine &engine, Engine::Access access, std::chrono::milliseconds busyTimeout);
    ~Sql();

    /// Opens the connection, also again after it was lost. The detail is for the operator.
    Result<void> open();

    /// False once it was found to be lost: then every statement fails at once. What only asks, outside a
    /// transaction, opens it again by itself when it is the one to find out.
    bool isOpen() const { return m_isOpen; }

    /// False within transaction() when a failure has taken it away as a whole.
    bool isInTransaction() const { return m_inTransaction; }

    const Engine &engine() const { return m_engine; }

    /// Runs a statement: the number of rows that it changed.
    Result<int> execute(const QString &sql, const QVariantList &values = {});

    template <typename T> using Read = std::function<T(const SqlRow &)>;

    template <typename T>
    Result<QList<T>> rows(const QString &sql, const QVariantList &values, const Read<T> &read)
    {
        QList<T> list;
        const auto done = each(sql, values, [&](const SqlRow &row) { list.append(read(row)); });
        if (!done) return std::unexpected(done.error());
        return list;
    }

    /// Hands each row on as it comes, however many there are. `read` asks nothing of this connection.
    Result<void> each(const QString &sql, const QVariantList &values, const Read<void> &read);

    /// The first row, or nothing.
    template <typename T>
    Result<std::optional<T>> row(const QString &sql, const QVariantList &values, const Read<T> &read)
    {
        std::optional<T> first;
        const auto done = each(sql, values, [&](const SqlRow &row) {
            if (!first) first = read(row);
        });
        if (!done) return std::unexpected(done.error());
        return first;
    }

    /// Runs `body`, which gives a Result, in a transaction that may write from its first moment on: what it
    /// read stays true until the commit, whichever other transaction() is asked for, on any node. Undone
    /// when the body or the commit fails. Within another one it is a part of that, and undone by itself.
    /// A single statement outside is not held up by it: what transactions decide by is written in them.
    template <typename Body> auto transaction(const Body &body) -> decltype(body())
    {
        return within(Engine::Keeps::Everything, body);
    }

    /// As transaction(), but it holds up only whoever wants the rows that it read with forUpdate(): these
    /// stay as they are. Several rows are read in the order of their keys, or two may wait for each other.
    template <typename Body> auto appendTransaction(const Body &body) -> decltype(body())
    {
        return within(Engine::Keeps::LockedRows, body);
    }

    /// What `body` reads is as it was in one moment, whatever others write meanwhile; it writes nothing.
    template <typename Body> auto snapshot(const Body &body) -> decltype(body())
    {
        return within(Engine::Keeps::Nothing, body);
    }

    /// The end of a SELECT of one table within an appendTransaction(); it begins with a space, or is empty.
    QString forUpdate() const { return m_engine.forUpdate(); }

    /// Writes over what was deleted where a copy of it is still kept beside the tables.
    Result<void> wipe() { return m_engine.wipe(*this); }

    /// In the order of the table; none for a table that is not there.
    QStringList columnsOf(const QString &table) const;

    /// Why the last statement that failed did so, as the engine says it: for the operator alone.
    QString cause() const { return m_cause; }

private:
    template <typename Body> auto within(Engine::Keeps keeps, const Body &body) -> decltype(body())
    {
        if (m_inTransaction) return asPart(body);
        if (auto begun = begin(keeps); !begun) return std::unexpected(begun.error());
        auto result = body();
        if (!result) {
            rollback();
            return result;
        }
        if (auto committed = commit(); !committed) return std::unexpected(committed.error());
        return result;
    }

    template <typename Body> auto asPart(const Body &body) -> decltype(body())
    {
        if (auto begun = execute(kSavepoint); !begun) return std::unexpected(begun.error());
        auto result = body();
        if (!result)
            undoPart();
        else if (auto kept = execute(kRelease); !kept)
            return std::unexpected(kept.error());
        return result;
    }

    static const QString kSavepoint;
    static const QString kRelease;

    Result<void> begin(Engine::Keeps keeps);
    Result<void> commit();
    void rollback();
    void undoPart();
    using Attempt = std::function<QSqlError()>;
    Result<void> run(const QString &sql, const Attempt &attempt);
    QSqlError tryUntilFree(const Attempt &attempt);
    std::expected<QSqlQuery *, QSqlError> query(const QString &sql, const QVariantList &values);
    std::expected<int, QSqlError> change(const QString &sql, const QVariantList &values);
    Result<void> eachByQt(const QString &sql, const QVariantList &values, const Read<void> &read);
    const QString &nameOf(int place);
    void close();

    std::unexpected<Problem> failure(const QString &sql, const QSqlError &error);

    const Engine &m_engine;
    Engine::Access m_access;
    std::chrono::milliseconds m_busyTimeout;
    QString m_name; ///< of the connection, among all of the program's
    QSqlDatabase m_database;
    bool m_isOpen = false;
    bool m_inTransaction = false;
    std::optional<Problem> m_spoiltBy; ///< the failure that took the transaction with it
    QString m_cause;
    std::unique_ptr<Engine::Statements> m_own;        ///< null: Qt carries everything out
    std::unordered_map<QString, QSqlQuery> m_queries; ///< Qt's
    QStringList m_names;                              ///< of the places for values in one of them
};

namespace sql {

/// Times as they are stored: milliseconds since 1970; NULL for an invalid one.
QVariant fromTime(const QDateTime &time);
QDateTime toTime(const QVariant &value);

/// As texts are compared and searched: NFKC, case-folded.
QString folded(const QString &text);

/// `text` as a LIKE pattern (ESCAPE '\') that finds it anywhere.
QString likePattern(const QString &text);

} // namespace sql

} // namespace lectern
