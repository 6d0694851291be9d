// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/Ownership.h"

#include <QtCore/QFile>

#include <cerrno>
#include <cstring>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lectern {

using namespace Qt::StringLiterals;

std::expected<void, QString> becomeOwnerOf(const QString &directory)
{
    struct stat info{};
    if (::geteuid() != 0 || ::stat(QFile::encodeName(directory).constData(), &info) != 0 || info.st_uid == 0)
        return {};
    const passwd *owner = ::getpwuid(info.st_uid);
    const bool done = (owner ? ::initgroups(owner->pw_name, owner->pw_gid) : ::setgroups(0, nullptr)) == 0 &&
                      ::setgid(owner ? owner->pw_gid : info.st_gid) == 0 && ::setuid(info.st_uid) == 0;
    if (done) return {};
    return std::unexpected(u"data_dir = \"%1\": its owner %2 cannot be taken on: %3"_s.arg(directory)
                               .arg(info.st_uid)
                               .arg(QString::fromLocal8Bit(std::strerror(errno))));
}

} // namespace lectern
