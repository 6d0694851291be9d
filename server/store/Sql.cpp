// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/Sql.h"

#include "server/store/StoreLog.h"

#include <QtSql/QSqlError>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// Result codes of SQLite (sqlite.org/rescode.html) that tell of the database, not of the statement.
bool isStorageTrouble(const QSqlError &error)
{
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber) & 0xff;
    if (!isNumber) return true;
    switch (code) {
    case 3:  // PERM
    case 5:  // BUSY
    case 6:  // LOCKED
    case 7:  // NOMEM
    case 8:  // READONLY
    case 10: // IOERR
    case 11: // CORRUPT
    case 13: // FULL
    case 14: // CANTOPEN
    case 15: // PROTOCOL
    case 26: // NOTADB
        return true;
    default:
        return false;
    }
}

} // namespace

Sql::Sql(QSqlDatabase database) : m_database(std::move(database)) {}

std::unexpected<Problem> Sql::failure(const QString &sql, const QSqlError &error)
{
    m_cause = error.databaseText();
    qCWarning(lcStore).noquote() << "statement failed:" << error.databaseText() << error.driverText() << "code"
                                 << error.nativeErrorCode() << "in" << sql.simplified().left(80);
    if (isStorageTrouble(error))
        return problem(ErrorCode::StorageUnavailable, u"The server cannot store or read anything just now."_s);
    return problem(ErrorCode::Internal, u"The server could not carry this out."_s);
}

Result<QSqlQuery *> Sql::run(const QString &sql, const QVariantList &values)
{
    auto found = m_statements.find(sql);
    if (found == m_statements.end()) {
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        if (!query.prepare(sql)) return failure(sql, query.lastError());
        found = m_statements.insert(sql, std::move(query));
    }
    QSqlQuery &query = *found;
    for (int i = 0; i < values.size(); ++i) {
        const QVariant &value = values[i];
        const bool nullText = value.typeId() == QMetaType::QString && value.isNull();
        query.bindValue(i, nullText ? QVariant(u""_s) : value);
    }
    if (!query.exec()) {
        const QSqlError error = query.lastError();
        m_statements.erase(found);
        return failure(sql, error);
    }
    return &query;
}

Result<int> Sql::execute(const QString &sql, const QVariantList &values)
{
    const auto query = run(sql, values);
    if (!query) return std::unexpected(query.error());
    const int changed = (*query)->numRowsAffected();
    (*query)->finish();
    return changed;
}

Result<void> Sql::each(const QString &sql, const QVariantList &values,
                       const std::function<void(const QSqlQuery &)> &read)
{
    const auto query = run(sql, values);
    if (!query) return std::unexpected(query.error());
    while ((*query)->next()) read(**query);
    const QSqlError error = (*query)->lastError();
    // An unfinished statement would hold its snapshot of the database and the lock on it.
    (*query)->finish();
    if (error.isValid()) return failure(sql, error);
    return {};
}

Result<void> Sql::begin()
{
    const auto done = execute(u"BEGIN IMMEDIATE"_s);
    if (!done) return std::unexpected(done.error());
    return {};
}

Result<void> Sql::commit()
{
    const auto done = execute(u"COMMIT"_s);
    if (done) return {};
    rollback();
    return std::unexpected(done.error());
}

void Sql::rollback()
{
    // SQLite has undone the transaction by itself after some errors; then there is nothing to roll back.
    QSqlQuery(m_database).exec(u"ROLLBACK"_s);
}

namespace sql {

QVariant fromTime(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant(QMetaType::fromType<qint64>());
}

QDateTime toTime(const QVariant &value)
{
    return value.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
}

QString folded(const QString &text) { return text.normalized(QString::NormalizationForm_KC).toCaseFolded(); }

QString likePattern(const QString &text)
{
    QString pattern = u"%"_s;
    for (const QChar c : text) {
        if (c == u'%' || c == u'_' || c == u'\\') pattern += u'\\';
        pattern += c;
    }
    return pattern + u'%';
}

} // namespace sql

} // namespace lectern
