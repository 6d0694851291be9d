// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/FileRecord.h"

#include <QCoroTask>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <chrono>

class QThreadPool;

namespace lectern {

class FileRecords;
class FileRemoval;
class FileStore;
class Uploads;

/// Clears away what nobody will ask for: uploads that stand still, files that no message carries, those of
/// rooms that are gone, and bytes that no record knows. Also goes on with what the node before it left
/// unfinished. Looks at a part of the table a round, each look a small job of the store; every node may have
/// one.
class FileSweeper : public QObject
{
    Q_OBJECT

public:
    /// `orphanTtl`: how long a file is kept after its upload for a message that may still come.
    FileSweeper(std::chrono::milliseconds orphanTtl, FileRecords &records, FileRemoval &removal,
                FileStore &store, Uploads &uploads, QThreadPool &workers);

    /// The first round is due at once, the others by a timer.
    void start();

    QCoro::Task<void> sweep();

private:
    QCoro::Task<void> sweepUploads();
    QCoro::Task<void> sweepPartials();
    QCoro::Task<void> sweepUnused();
    QCoro::Task<void> sweepCopies();

    std::chrono::milliseconds m_orphanTtl;
    FileRecords &m_records;
    FileRemoval &m_removal;
    FileStore &m_store;
    Uploads &m_uploads;
    QThreadPool &m_workers;
    QTimer m_timer;
    QString m_lastSeen; ///< id of the file at which the last round ended
    bool m_sweeping = false;
};

} // namespace lectern
