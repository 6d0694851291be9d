// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/store/FileRecord.h"

#include <QCoroTask>

class QThreadPool;

namespace lectern {

class FileRecords;
class FileRemoval;
class FileStore;
class Inbox;

/// Makes of received bytes a file of their room.
class Intake
{
public:
    Intake(const Inbox &inbox, FileStore &store, FileRecords &records, FileRemoval &removal,
           QThreadPool &workers);

    /// Inspects the bytes at `path`, stores them (they are gone from there afterwards) and completes the
    /// record, which is that of an upload that goes on. `sha256`: of the bytes, where it is known.
    /// `unsupported_media_type` as inspect() has it, `storage_unavailable`: the upload goes on, and this may
    /// be tried again; `file_not_found` when it has ended meanwhile. The caller lets it fail where it has to.
    QCoro::Task<Result<FileRecord>> take(FileRecord record, QString path, QString sha256);

private:
    const Inbox &m_inbox;
    FileStore &m_store;
    FileRecords &m_records;
    FileRemoval &m_removal;
    QThreadPool &m_workers;
};

} // namespace lectern
