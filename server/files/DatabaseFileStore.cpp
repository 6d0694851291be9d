// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/DatabaseFileStore.h"

#include "server/files/Disk.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// Chunks in one transaction: few flushes for a file, and messages do not wait long between them.
constexpr qsizetype kTogether = 4;

std::unexpected<Problem> broken(const QFile &file)
{
    return problem(ErrorCode::StorageUnavailable, u"%1: %2"_s.arg(file.fileName(), file.errorString()));
}

/// What the table has of that hash, into `target`. False when it has nothing, or not all.
Result<bool> copyOut(FileChunks &chunks, const QString &sha256, QFile &target)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (int position = 0;; ++position) {
        const auto chunk = chunks.get(sha256, position).result();
        if (!chunk) return std::unexpected(chunk.error());
        if (!*chunk) break;
        hash.addData(**chunk);
        if (target.write(**chunk) != (*chunk)->size()) return broken(target);
    }
    if (!target.flush()) return broken(target);
    return QString::fromLatin1(hash.result().toHex()) == sha256;
}

} // namespace

DatabaseFileStore::DatabaseFileStore(Database &database, QString cacheDirectory, qint64 cacheBytes)
    : m_chunks(database)
    , m_cache(std::move(cacheDirectory), cacheBytes)
{
}

Result<void> DatabaseFileStore::open()
{
    return m_cache.open();
}

Result<void> DatabaseFileStore::take(const QString &path, const QString &sha256)
{
    if (!disk::isSha256(sha256)) return problem(ErrorCode::Internal, "%1 is no SHA-256"_L1.arg(sha256));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return broken(file);
    int position = 0;
    while (!file.atEnd()) {
        QList<QByteArray> chunks;
        while (chunks.size() < kTogether && !file.atEnd())
            chunks.append(file.read(FileChunks::kSize));
        if (file.error() != QFileDevice::NoError) return broken(file);
        const int first = std::exchange(position, position + int(chunks.size()));
        const auto stored = m_chunks.put(sha256, first, chunks).result();
        if (!stored) return stored;
    }
    file.close();
    // Stored it is, also when there is no room for a copy here.
    if (!m_cache.put(path, sha256)) QFile::remove(path);
    return {};
}

QString DatabaseFileStore::locate(const QString &sha256)
{
    return m_cache.locate(sha256);
}

Result<QString> DatabaseFileStore::fetch(const QString &sha256)
{
    if (!disk::isSha256(sha256)) return QString();
    if (const QString here = m_cache.locate(sha256); !here.isEmpty()) return here;
    QFile draft(m_cache.draft());
    if (!draft.open(QIODevice::WriteOnly)) return broken(draft);
    const auto copied = copyOut(m_chunks, sha256, draft);
    draft.close();
    if (copied && *copied) return m_cache.put(draft.fileName(), sha256);
    draft.remove();
    if (!copied) return std::unexpected(copied.error());
    return QString();
}

Result<void> DatabaseFileStore::remove(Sql &sql, const QString &sha256)
{
    m_cache.forget(sha256);
    return FileChunks::remove(sql, sha256);
}

QStringList DatabaseFileStore::copies()
{
    return m_cache.hashes();
}

void DatabaseFileStore::forgetCopy(const QString &sha256)
{
    m_cache.forget(sha256);
}

} // namespace lectern
