// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/FileStore.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// What the system said, with the path it said it about; `error` is an errno.
std::unexpected<Problem> failed(QLatin1StringView what, const QString &path, int error)
{
    const QString why = error == ENOSPC || error == EDQUOT ? u"the disk is full"_s
                                                           : QString::fromLocal8Bit(std::strerror(error));
    return problem(ErrorCode::StorageUnavailable, "cannot %1 %2: %3"_L1.arg(what, path, why));
}

/// Everything of that file or directory is on the disk when this returns 0; else an errno.
int flushToDisk(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return errno;
    const int error = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    return error;
}

bool isSha256(const QString &text)
{
    const auto isHex = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); };
    return text.size() == 64 && std::ranges::all_of(text, isHex);
}

} // namespace

FileStore::FileStore(QString directory)
    : m_directory(std::move(directory))
{
}

Result<void> FileStore::open()
{
    const QString incoming = incomingDirectory();
    errno = 0;
    if (!QDir().mkpath(incoming)) return failed("make the directory"_L1, incoming, errno ? errno : ENOTDIR);
    for (const QString &directory : {m_directory, incoming}) {
        if (::access(QFile::encodeName(directory).constData(), R_OK | W_OK | X_OK) != 0)
            return failed("read and write the directory"_L1, directory, errno);
    }

    QDir waiting(incoming);
    for (const QString &name : waiting.entryList(QDir::Files | QDir::Hidden | QDir::System)) {
        if (!waiting.remove(name)) return failed("empty the directory"_L1, incoming, errno);
    }
    return {};
}

QString FileStore::incomingDirectory() const
{
    return m_directory + u"/incoming"_s;
}

Result<void> FileStore::take(const QString &path, const QString &sha256)
{
    if (!isSha256(sha256)) return problem(ErrorCode::Internal, "%1 is no SHA-256"_L1.arg(sha256));

    const QString kept = locate(sha256);
    if (!kept.isEmpty() && QFileInfo(kept).size() == QFileInfo(path).size()) {
        QFile::remove(path);
        return {};
    }

    const QString folder = m_directory + u'/' + sha256.left(2);
    const QString target = folder + u'/' + sha256.mid(2);
    const bool newFolder = !QFileInfo::exists(folder);
    errno = 0;
    if (newFolder && !QDir().mkpath(folder))
        return failed("make the directory"_L1, folder, errno ? errno : EIO);

    if (const int error = flushToDisk(path)) return failed("store the file"_L1, path, error);
    if (std::rename(QFile::encodeName(path).constData(), QFile::encodeName(target).constData()) != 0)
        return failed("store the file"_L1, target, errno);
    if (const int error = flushToDisk(folder)) return failed("store the file"_L1, target, error);
    if (const int error = newFolder ? flushToDisk(m_directory) : 0)
        return failed("store the file"_L1, target, error);
    return {};
}

QString FileStore::locate(const QString &sha256) const
{
    if (!isSha256(sha256)) return {};
    const QString path = m_directory + u'/' + sha256.left(2) + u'/' + sha256.mid(2);
    return QFileInfo(path).isFile() ? path : QString();
}

Result<void> FileStore::remove(const QString &sha256)
{
    const QString path = locate(sha256);
    if (path.isEmpty()) return {};
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT)
        return failed("remove the file"_L1, path, errno);
    return {};
}

} // namespace lectern
