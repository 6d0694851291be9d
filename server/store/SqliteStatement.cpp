// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SqliteStatement.h"

#include "common/protocol/Utf8.h"
#include "server/store/SqlRow.h"

#include <sqlite3.h>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QSqlError errorOf(sqlite3 *connection, const QString &doing, int code)
{
    return QSqlError(doing, QString::fromUtf8(sqlite3_errmsg(connection)), QSqlError::StatementError,
                     QString::number(code));
}

template <typename T> const T &as(const QVariant &value)
{
    return *static_cast<const T *>(value.constData());
}

/// What all texts take as UTF-8 at most.
qsizetype roomForTexts(const QVariantList &values)
{
    qsizetype units = 0;
    for (const QVariant &value : values)
        if (value.typeId() == QMetaType::QString) units += as<QString>(value).size();
    return utf8::mostOf(units);
}

int bindBytes(sqlite3_stmt *statement, int place, const QByteArray &bytes)
{
    if (bytes.isNull()) return sqlite3_bind_null(statement, place);
    return sqlite3_bind_blob64(statement, place, bytes.constData(), sqlite3_uint64(bytes.size()),
                               SQLITE_STATIC);
}

int bindNumber(sqlite3_stmt *statement, int place, const QVariant &value)
{
    if (value.isNull()) return sqlite3_bind_null(statement, place);
    switch (value.typeId()) {
    case QMetaType::Bool:
        return sqlite3_bind_int(statement, place, as<bool>(value));
    case QMetaType::LongLong:
        return sqlite3_bind_int64(statement, place, as<qint64>(value));
    case QMetaType::Int:
        return sqlite3_bind_int(statement, place, as<int>(value));
    case QMetaType::UInt:
        return sqlite3_bind_int64(statement, place, as<uint>(value));
    case QMetaType::Double:
        return sqlite3_bind_double(statement, place, as<double>(value));
    default: // as Qt's driver does; the column's type makes of it what it was
        const QByteArray text = value.toString().toUtf8();
        return sqlite3_bind_text64(statement, place, text.constData(), sqlite3_uint64(text.size()),
                                   SQLITE_TRANSIENT, SQLITE_UTF8);
    }
}

class Row final : public SqlRow
{
public:
    explicit Row(sqlite3_stmt *statement)
        : m_statement(statement)
    {
    }

    int size() const override { return sqlite3_data_count(m_statement); }
    QVariant value(int column) const override
    {
        switch (sqlite3_column_type(m_statement, column)) {
        case SQLITE_INTEGER:
            return qint64(sqlite3_column_int64(m_statement, column));
        case SQLITE_FLOAT:
            return sqlite3_column_double(m_statement, column);
        case SQLITE_NULL:
            return {};
        case SQLITE_BLOB: {
            const void *bytes = sqlite3_column_blob(m_statement, column);
            return QByteArray(static_cast<const char *>(bytes), sqlite3_column_bytes(m_statement, column));
        }
        default: // its UTF-16, as Qt's driver has it: other readers take what is no UTF-8 for other letters
            const void *units = sqlite3_column_text16(m_statement, column);
            return QString(static_cast<const QChar *>(units),
                           sqlite3_column_bytes16(m_statement, column) / qsizetype(sizeof(QChar)));
        }
    }

private:
    sqlite3_stmt *m_statement;
};

} // namespace

void SqliteStatement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

std::expected<SqliteStatement, QSqlError> SqliteStatement::prepare(sqlite3 *connection, const QString &sql)
{
    const QByteArray text = sql.toUtf8();
    sqlite3_stmt *prepared = nullptr;
    const char *rest = nullptr;
    const int code = sqlite3_prepare_v3(connection, text.constData(), int(text.size()) + 1,
                                        SQLITE_PREPARE_PERSISTENT, &prepared, &rest);
    SqliteStatement statement(connection, prepared);
    if (code != SQLITE_OK) return std::unexpected(errorOf(connection, u"Unable to prepare"_s, code));
    if (!prepared || !QByteArray(rest).trimmed().isEmpty())
        return std::unexpected(
            QSqlError(u"Not one statement"_s, {}, QSqlError::StatementError, QString::number(SQLITE_MISUSE)));
    return statement;
}

std::expected<int, QSqlError> SqliteStatement::run(const QVariantList &values)
{
    const auto done = each(values, [](const SqlRow &) {});
    if (!done) return std::unexpected(done.error());
    return sqlite3_changes(m_connection);
}

std::expected<void, QSqlError> SqliteStatement::each(const QVariantList &values,
                                                     const std::function<void(const SqlRow &)> &read)
{
    // The texts stay here until the statement is done, so that SQLite need not copy each.
    const auto texts = std::make_unique_for_overwrite<char[]>(std::size_t(roomForTexts(values)) + 1);
    QSqlError error = bind(values, texts.get());
    if (!error.isValid()) {
        const Row row(m_statement.get());
        int code = SQLITE_OK;
        while ((code = sqlite3_step(m_statement.get())) == SQLITE_ROW)
            read(row);
        if (code != SQLITE_DONE) error = errorOf(m_connection, u"Unable to carry out"_s, code);
    }
    // Not done with, it would hold its snapshot of the database and the lock on it.
    sqlite3_reset(m_statement.get());
    sqlite3_clear_bindings(m_statement.get());
    if (error.isValid()) return std::unexpected(error);
    return {};
}

QSqlError SqliteStatement::bind(const QVariantList &values, char *texts)
{
    sqlite3_stmt *const statement = m_statement.get();
    if (values.size() != sqlite3_bind_parameter_count(statement))
        return QSqlError(u"Another number of values than of places"_s, {}, QSqlError::StatementError,
                         QString::number(SQLITE_RANGE));
    int place = 0;
    for (const QVariant &value : values) {
        ++place;
        int code = SQLITE_OK;
        if (value.typeId() == QMetaType::QString) {
            char *const end = utf8::write(texts, as<QString>(value));
            code = sqlite3_bind_text64(statement, place, texts, sqlite3_uint64(end - texts), SQLITE_STATIC,
                                       SQLITE_UTF8);
            texts = end;
        } else if (value.typeId() == QMetaType::QByteArray) {
            code = bindBytes(statement, place, as<QByteArray>(value));
        } else {
            code = bindNumber(statement, place, value);
        }
        if (code != SQLITE_OK) return errorOf(m_connection, u"Unable to bind"_s, code);
    }
    return {};
}

} // namespace lectern
