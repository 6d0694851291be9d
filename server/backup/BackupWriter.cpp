// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/BackupWriter.h"

#include "server/backup/PartNames.h"
#include "server/files/Disk.h"

#include <QtCore/QBuffer>

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// Readable for this user from its first byte on, nobody else's file, and locked while it is written. -1:
/// errno says why.
int create(const QByteArray &name)
{
    const int descriptor =
        ::open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor >= 0) ::flock(descriptor, LOCK_EX | LOCK_NB);
    return descriptor;
}

/// False when the file is being written by somebody.
bool isLeftBehind(const QByteArray &name)
{
    const int descriptor = ::open(name.constData(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0) return true;
    const bool free = ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
    ::close(descriptor);
    return free;
}

} // namespace

BackupWriter::BackupWriter(QString file)
    : m_file(std::move(file))
    , m_path(m_file + u".part"_s)
{
}

BackupWriter::~BackupWriter()
{
    m_zip.reset();
    if (m_part.isOpen()) QFile::remove(m_path);
}

Result<void> BackupWriter::open()
{
    const QByteArray name = QFile::encodeName(m_path);
    int descriptor = create(name);
    if (descriptor < 0 && errno == EEXIST) {
        if (!isLeftBehind(name))
            return named(problem(ErrorCode::StorageUnavailable, u"another backup is being written to it"_s));
        ::unlink(name.constData());
        descriptor = create(name);
    }
    if (descriptor < 0) return named(disk::failure("make the file"_L1, m_path, errno));
    if (!m_part.open(descriptor, QIODevice::WriteOnly, QFileDevice::AutoCloseHandle))
        return named(problem(ErrorCode::StorageUnavailable, m_part.errorString()));
    m_zip.emplace(m_part);
    return {};
}

Result<void> BackupWriter::begin(const QString &name)
{
    return begin({name, QDateTime::currentDateTimeUtc(), ZipWriter::Packing::Deflate, -1, true});
}

Result<void> BackupWriter::beginStored(const QString &name, qint64 size)
{
    return begin({name, QDateTime::currentDateTimeUtc(), ZipWriter::Packing::Store, size, true});
}

Result<void> BackupWriter::begin(const ZipWriter::Entry &entry)
{
    m_hash.reset();
    m_parts.append({entry.name, 0, {}});
    return named(m_zip->begin(entry));
}

Result<void> BackupWriter::write(QByteArrayView bytes)
{
    m_hash.addData(bytes);
    m_parts.last().size += bytes.size();
    return named(m_zip->write(bytes));
}

void BackupWriter::end()
{
    m_parts.last().sha256 = QString::fromLatin1(m_hash.result().toHex());
}

Result<void> BackupWriter::finish(Manifest manifest)
{
    manifest.parts = m_parts;
    QBuffer json;
    json.setData(manifest.toJson());
    json.open(QIODevice::ReadOnly);
    Result<void> done =
        m_zip->add(partnames::kManifest, json, manifest.createdAt, ZipWriter::Packing::Deflate);
    if (done) done = m_zip->finish();
    if (done) done = keep();
    return named(std::move(done));
}

Result<void> BackupWriter::keep()
{
    m_size = m_part.size();
    if (const auto moved = disk::moveForGood(m_path, m_file); !moved) return moved;
    m_part.close();
    return {};
}

Result<void> BackupWriter::named(Result<void> done) const
{
    if (done) return done;
    return problem(done.error().code,
                   u"the backup %1 cannot be written: %2"_s.arg(m_file, done.error().detail));
}

} // namespace lectern
