// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/Disk.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace lectern::disk {

using namespace Qt::StringLiterals;

std::unexpected<Problem> failure(QLatin1StringView what, const QString &path, int error)
{
    const QString why = error == ENOSPC || error == EDQUOT ? u"the disk is full"_s
                                                           : QString::fromLocal8Bit(std::strerror(error));
    return problem(ErrorCode::StorageUnavailable, "cannot %1 %2: %3"_L1.arg(what, path, why));
}

Result<void> openDirectory(const QString &path)
{
    errno = 0;
    if (!QDir().mkpath(path)) return failure("make the directory"_L1, path, errno ? errno : ENOTDIR);
    if (::access(QFile::encodeName(path).constData(), R_OK | W_OK | X_OK) != 0)
        return failure("read and write the directory"_L1, path, errno);
    return {};
}

int flush(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return errno;
    const int error = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    return error;
}

Result<void> moveForGood(const QString &from, const QString &to)
{
    const QString folder = QFileInfo(to).path();
    const bool newFolder = !QFileInfo::exists(folder);
    errno = 0;
    if (newFolder && !QDir().mkpath(folder))
        return failure("make the directory"_L1, folder, errno ? errno : EIO);
    if (const int error = flush(from)) return failure("store the file"_L1, from, error);
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return failure("store the file"_L1, to, errno);
    if (const int error = flush(folder)) return failure("store the file"_L1, to, error);
    if (const int error = newFolder ? flush(QFileInfo(folder).path()) : 0)
        return failure("store the file"_L1, to, error);
    return {};
}

Result<void> remove(const QString &path)
{
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT)
        return failure("remove the file"_L1, path, errno);
    return {};
}

bool isSha256(const QString &text)
{
    const auto isHex = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); };
    return text.size() == 64 && std::ranges::all_of(text, isHex);
}

} // namespace lectern::disk
