// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/Inbox.h"

#include "server/files/Disk.h"

#include <QtCore/QDir>

namespace lectern {

using namespace Qt::StringLiterals;

Inbox::Inbox(QString directory)
    : m_directory(std::move(directory))
{
}

Result<void> Inbox::open()
{
    for (const QString &folder : {m_directory, incoming(), partial()})
        if (auto opened = disk::openDirectory(folder); !opened) return opened;
    const QDir folder(incoming());
    for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden | QDir::System))
        if (auto removed = disk::remove(folder.filePath(name)); !removed) return removed;
    return {};
}

} // namespace lectern
