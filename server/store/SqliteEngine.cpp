// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SqliteEngine.h"

#include "server/store/Sql.h"
#include "server/store/SqliteStatements.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtSql/QSqlError>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// The primary result code (sqlite.org/rescode.html); -1 when the error is not the engine's.
int resultCode(const QSqlError &error)
{
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber);
    return isNumber ? code & 0xff : -1;
}

} // namespace

SqliteEngine::SqliteEngine(const QString &file, Durability durability)
    : m_file(QDir::toNativeSeparators(file))
    , m_durability(durability)
{
}

QSqlDatabase SqliteEngine::connection(const QString &name, Access access) const
{
    QString options = u"QSQLITE_BUSY_TIMEOUT=0"_s; // Sql waits by itself
    if (access == Access::ReadOnly)
        options += u";QSQLITE_OPEN_READONLY"_s;
    else // Holds names and password hashes: for this user alone, as SQLite then makes its other files, too.
        QFile(m_file).open(QIODevice::NewOnly | QIODevice::WriteOnly, QFile::ReadOwner | QFile::WriteOwner);
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
    database.setDatabaseName(m_file);
    database.setConnectOptions(options);
    return database;
}

std::unique_ptr<Engine::Statements> SqliteEngine::statements(const QSqlDatabase &open) const
{
    return SqliteStatements::on(open);
}

Result<void> SqliteEngine::configure(Sql &sql, Access access) const
{
    if (access == Access::ReadWrite) {
        const auto mode = sql.row<QString>(u"PRAGMA journal_mode = WAL"_s, {},
                                           [](const SqlRow &row) { return row.value(0).toString(); });
        if (!mode) return std::unexpected(mode.error());
        if (mode->value_or(QString()) != "wal"_L1)
            return problem(ErrorCode::StorageUnavailable,
                           u"the file system does not allow write-ahead logging"_s);
    }
    const QString synchronous = m_durability == Durability::Full ? u"FULL"_s : u"NORMAL"_s;
    for (const QString &pragma : {u"synchronous = "_s + synchronous, u"foreign_keys = ON"_s,
                                  u"temp_store = MEMORY"_s, u"journal_size_limit = 67108864"_s}) {
        if (const auto done = sql.execute(u"PRAGMA "_s + pragma); !done) return std::unexpected(done.error());
    }
    return {};
}

QString SqliteEngine::hint() const
{
    return u" (the file and its folder must be there, writable for this user, and the disk not full)"_s;
}

QString SqliteEngine::migrations() const
{
    return u":/sql/sqlite"_s;
}

QStringList SqliteEngine::begin(Keeps keeps) const
{
    return {keeps == Keeps::Nothing ? u"BEGIN"_s : u"BEGIN IMMEDIATE"_s};
}

QString SqliteEngine::forUpdate() const
{
    return {}; // whoever writes has the whole file
}

/// Nobody may leave write-ahead logging while another has the file open. The next to open it comes back to
/// it.
Result<bool> SqliteEngine::isAlone(Sql &sql) const
{
    const auto mode = sql.row<QString>(u"PRAGMA journal_mode = DELETE"_s, {},
                                       [](const SqlRow &row) { return row.value(0).toString(); });
    return mode && mode->value_or(QString()) == "delete"_L1;
}

/// The file itself is overwritten at once (secure_delete); its write-ahead log holds what was there before.
Result<void> SqliteEngine::wipe(Sql &sql) const
{
    const auto busy = sql.row<bool>(u"PRAGMA wal_checkpoint(TRUNCATE)"_s, {},
                                    [](const SqlRow &row) { return row.value(0).toBool(); });
    if (!busy) return std::unexpected(busy.error());
    if (busy->value_or(false))
        return problem(ErrorCode::StorageUnavailable, u"somebody reads the database: try again"_s);
    return {};
}

bool SqliteEngine::survivesFailures() const
{
    return true;
}

Engine::Failure SqliteEngine::judge(const QSqlError &error) const
{
    if (!error.isValid()) return Failure::None;
    switch (resultCode(error)) {
    case 5: // BUSY
        return Failure::Busy;
    case -1:
    case 3:  // PERM
    case 6:  // LOCKED
    case 7:  // NOMEM
    case 8:  // READONLY
    case 10: // IOERR
    case 11: // CORRUPT
    case 13: // FULL
    case 14: // CANTOPEN
    case 15: // PROTOCOL
    case 26: // NOTADB
        return Failure::Storage;
    default:
        return Failure::Statement;
    }
}

bool SqliteEngine::prepares(const QVariantList &) const
{
    return true;
}

/// Qt hands texts on as UTF-16, of which SQLite drops a byte order mark in front (one of the wrong order
/// turns all behind it), and makes other letters of half a surrogate pair. So written, the text is what
/// SqliteStatement stores.
QVariant SqliteEngine::storable(const QVariant &value) const
{
    if (value.typeId() != QMetaType::QString) return value;
    const auto marked = [](const QString &text) { return QString(QChar(QChar::ByteOrderMark) + text); };
    QString text = value.toString();
    if (!text.isValidUtf16()) text = QString::fromUtf8(marked(text).toUtf8()); // which drops one as well
    if (text.startsWith(QChar::ByteOrderMark) || text.startsWith(QChar::ByteOrderSwapped))
        return marked(text);
    return text;
}

} // namespace lectern
