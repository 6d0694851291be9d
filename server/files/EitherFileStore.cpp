// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/EitherFileStore.h"

namespace lectern {

EitherFileStore::EitherFileStore(std::unique_ptr<FileStore> current, std::unique_ptr<FileStore> former)
    : m_current(std::move(current))
    , m_former(std::move(former))
{
}

Result<void> EitherFileStore::open()
{
    if (auto opened = m_current->open(); !opened) return opened;
    return m_former->open();
}

Result<void> EitherFileStore::take(const QString &path, const QString &sha256)
{
    return m_current->take(path, sha256);
}

QString EitherFileStore::locate(const QString &sha256)
{
    const QString here = m_current->locate(sha256);
    return here.isEmpty() ? m_former->locate(sha256) : here;
}

Result<QString> EitherFileStore::fetch(const QString &sha256)
{
    auto found = m_current->fetch(sha256);
    if (!found || !found->isEmpty()) return found;
    return m_former->fetch(sha256);
}

Result<void> EitherFileStore::remove(Sql &sql, const QString &sha256)
{
    if (auto removed = m_current->remove(sql, sha256); !removed) return removed;
    return m_former->remove(sql, sha256);
}

QStringList EitherFileStore::copies()
{
    return m_current->copies() + m_former->copies();
}

void EitherFileStore::forgetCopy(const QString &sha256)
{
    m_current->forgetCopy(sha256);
    m_former->forgetCopy(sha256);
}

} // namespace lectern
