// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

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

/// The open connection as the table classes use it, on the store thread only. Each SQL text is prepared once
/// and kept. `?` stands for a value; a null QString is written as ''.
/// Fails with `storage_unavailable` when the database could not be used (full, read-only, busy too long,
/// damaged) and with `internal` for anything else. The cause is in the log, never in the detail.
class Sql
{
public:
    /// `busyTimeout`: how long a statement waits for a lock that another process holds.
    Sql(QSqlDatabase database, std::chrono::milliseconds busyTimeout);

    /// Runs a statement: the number of rows that it changed.
    Result<int> execute(const QString &sql, const QVariantList &values = {});

    template <typename T> using Read = std::function<T(const QSqlQuery &)>;

    template <typename T>
    Result<QList<T>> rows(const QString &sql, const QVariantList &values, const Read<T> &read)
    {
        QList<T> list;
        const auto done = each(sql, values, [&](const QSqlQuery &row) { list.append(read(row)); });
        if (!done) return std::unexpected(done.error());
        return list;
    }

    /// The first row, or nothing.
    template <typename T>
    Result<std::optional<T>> row(const QString &sql, const QVariantList &values, const Read<T> &read)
    {
        std::optional<T> first;
        const auto done = each(sql, values, [&](const QSqlQuery &row) {
            if (!first) first = read(row);
        });
        if (!done) return std::unexpected(done.error());
        return first;
    }

    /// Runs `body`, which gives a Result, in a transaction that may write from its first moment on: what it
    /// read stays true until the commit, whoever else writes. Undone when the body or the commit fails.
    template <typename Body> auto transaction(const Body &body) -> decltype(body())
    {
        if (auto begun = begin(); !begun) return std::unexpected(begun.error());
        auto result = body();
        if (!result) {
            rollback();
            return result;
        }
        if (auto committed = commit(); !committed) return std::unexpected(committed.error());
        return result;
    }

    /// Why the last statement that failed did so, as the engine says it: for the operator alone.
    QString cause() const { return m_cause; }

    /// Drops the prepared statements: before the connection is closed.
    void clear() { m_statements.clear(); }

private:
    Result<void> begin();
    Result<void> commit();
    void rollback();
    QSqlError tryOnce(const QString &sql, const QVariantList &values);
    Result<QSqlQuery *> run(const QString &sql, const QVariantList &values);
    Result<void> each(const QString &sql, const QVariantList &values,
                      const std::function<void(const QSqlQuery &)> &read);

    std::unexpected<Problem> failure(const QString &sql, const QSqlError &error);

    QSqlDatabase m_database;
    std::chrono::milliseconds m_busyTimeout;
    QString m_cause;
    std::unordered_map<QString, QSqlQuery> m_statements;
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
