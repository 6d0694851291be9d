// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/DataDirLock.h"

#include <QtCore/QFile>

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace lectern {

using namespace Qt::StringLiterals;

std::expected<DataDirLock, QString> DataDirLock::take(const QString &directory, Use use)
{
    const auto refuse = [&directory](const QString &why) {
        return std::unexpected(u"data_dir (--data-dir) \"%1\": %2"_s.arg(directory, why));
    };
    DataDirLock lock;
    lock.m_descriptor = ::open(QFile::encodeName(directory).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock.m_descriptor < 0) return refuse(u"cannot be locked: "_s + qt_error_string(errno));
    if (::flock(lock.m_descriptor, (use == Use::Alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0) return lock;
    if (errno != EWOULDBLOCK) return refuse(u"cannot be locked: "_s + qt_error_string(errno));
    return refuse(use == Use::Alone ? u"is in use: stop every server and command that works with it"_s
                                    : u"is being restored or copied by another command: wait for its end"_s);
}

DataDirLock::DataDirLock(DataDirLock &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

DataDirLock &DataDirLock::operator=(DataDirLock &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

DataDirLock::~DataDirLock()
{
    if (m_descriptor >= 0) ::close(m_descriptor);
}

} // namespace lectern
