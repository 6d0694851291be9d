// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/app/Config.h"
#include "server/app/DataDirLock.h"
#include "server/app/Meeting.h"
#include "server/files/FileStore.h"
#include "server/files/Inbox.h"
#include "server/store/Database.h"

#include <expected>
#include <memory>

namespace lectern {

/// What is there before the first request: files, keys, database, and the way to the other nodes.
struct Ground
{
    Ground(const Config &config, QString nodeId);

    /// One line that names the key and what is wrong with it.
    std::expected<void, QString> prepare(const Config &config);

    /// Whether no other server of this system runs: with a Redis it tells, without one they would share the
    /// data directory.
    bool isAlone() const { return meeting.isShared() ? meeting.isAlone() : firstLock.has_value(); }

    QString serverId;
    DataDirLock lock;
    std::expected<DataDirLock, QString> firstLock; ///< of the first server on this data directory
    QByteArray secret;
    Inbox inbox;
    Database database;
    std::shared_ptr<FileStore> files;
    Meeting meeting;
};

} // namespace lectern
