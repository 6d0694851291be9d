// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/files/FileStore.h"
#include "server/files/FileSweeper.h"
#include "server/files/Inbox.h"
#include "server/files/Intake.h"
#include "server/files/Thumbnails.h"
#include "server/files/Uploads.h"
#include "server/store/FileRecords.h"
#include "server/store/FileRemoval.h"

#include <QtCore/QThreadPool>

namespace lectern {

struct FileOptions
{
    std::chrono::milliseconds uploadTtl{3'600'000};  ///< how long an upload may stand still
    std::chrono::milliseconds orphanTtl{86'400'000}; ///< how long a file waits for a message that carries it
};

/// What has to do with files, put together.
struct FileParts
{
    /// The inbox and the store are open. `tell`: see Uploads.
    FileParts(const FileOptions &options, Database &database, const Inbox &theInbox,
              std::shared_ptr<FileStore> theStore, Uploads::Tell tell)
        : inbox(theInbox)
        , store(std::move(theStore))
        , records(database)
        // Owned by the jobs, too: the database finishes them after this is gone.
        , removal(database,
                  [files = store](Sql &sql, const QString &sha256) { return files->remove(sql, sha256); })
        , intake(inbox, *store, records, removal, workers)
        , uploads(options.uploadTtl, inbox, records, removal, intake, workers, std::move(tell))
        , sweeper(options.orphanTtl, records, removal, *store, uploads, workers)
    {
        workers.setMaxThreadCount(2);
    }

    const Inbox &inbox;
    std::shared_ptr<FileStore> store;
    FileRecords records;
    FileRemoval removal;
    QThreadPool workers; ///< for what blocks on files: cleaning, hashing, flushing
    Intake intake;
    Uploads uploads;
    FileSweeper sweeper;
    Thumbnails thumbnails;
};

} // namespace lectern
