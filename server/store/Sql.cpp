// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/Sql.h"

#include "server/store/StoreLog.h"

#include <QtCore/QDeadlineTimer>
#include <QtSql/QSqlError>

#include <thread>

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The engine's own waiting sleeps up to 100 ms between tries, so that one busy process starves another for
/// seconds.
constexpr auto kBusyPause = 500us;

/// SQLite's primary result code (sqlite.org/rescode.html); -1 when the error is not the engine's.
int resultCode(const QSqlError &error)
{
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber);
    return isNumber ? code & 0xff : -1;
}

bool isBusy(const QSqlError &error)
{
    return error.isValid() && resultCode(error) == 5;
}

/// Codes that tell of the database, not of the statement.
bool isStorageTrouble(const QSqlError &error)
{
    switch (resultCode(error)) {
    case -1:
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

Sql::Sql(QSqlDatabase database, std::chrono::milliseconds busyTimeout)
    : m_database(std::move(database))
    , m_busyTimeout(busyTimeout)
{
}

std::unexpected<Problem> Sql::failure(const QString &sql, const QSqlError &error)
{
    m_cause = error.databaseText();
    qCWarning(lcStore).noquote() << "statement failed:" << error.databaseText() << error.driverText()
                                 << "code" << error.nativeErrorCode() << "in" << sql.simplified().left(80);
    if (isStorageTrouble(error))
        return problem(ErrorCode::StorageUnavailable,
                       u"The server cannot store or read anything just now."_s);
    return problem(ErrorCode::Internal, u"The server could not carry this out."_s);
}

Result<QSqlQuery *> Sql::run(const QString &sql, const QVariantList &values)
{
    const QDeadlineTimer deadline(m_busyTimeout);
    QSqlError error = tryOnce(sql, values);
    while (isBusy(error) && !deadline.hasExpired()) {
        std::this_thread::sleep_for(kBusyPause);
        error = tryOnce(sql, values);
    }
    if (error.isValid()) return failure(sql, error);
    return &m_statements.at(sql);
}

QSqlError Sql::tryOnce(const QString &sql, const QVariantList &values)
{
    auto found = m_statements.find(sql);
    if (found == m_statements.end()) {
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        if (!query.prepare(sql)) return query.lastError();
        found = m_statements.emplace(sql, std::move(query)).first;
    }
    QSqlQuery &query = found->second;
    for (int i = 0; i < values.size(); ++i) {
        const QVariant &value = values[i];
        const bool nullText = value.typeId() == QMetaType::QString && value.value<QString>().isNull();
        query.bindValue(i, nullText ? QVariant(u""_s) : value);
    }
    if (query.exec()) return {};
    const QSqlError error = query.lastError();
    m_statements.erase(found);
    return error;
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
    while ((*query)->next())
        read(**query);
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

QString folded(const QString &text)
{
    return text.normalized(QString::NormalizationForm_KC).toCaseFolded();
}

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
