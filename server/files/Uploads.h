// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/files/PartialFile.h"
#include "server/store/FileRecord.h"

#include <QCoroTask>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFuture>
#include <QtCore/QHash>
#include <QtCore/QObject>

#include <chrono>
#include <functional>
#include <memory>

class QThreadPool;

namespace lectern {

class FileRecords;
class FileRemoval;
class Inbox;
class Intake;
class UploadWriter;

/// Resumable uploads: what this node has of each, who writes, and how they end. What an upload is stands in
/// FileRecords; another node may go on with it, from its first byte.
class Uploads : public QObject
{
    Q_OBJECT

public:
    /// Tells the room how an upload ended. A problem: not told, to be tried again.
    using Tell = std::function<QCoro::Task<Result<void>>(FileRecord)>;

    /// `idle`: how long an upload may stand still before it fails.
    Uploads(std::chrono::milliseconds idle, const Inbox &inbox, FileRecords &records, FileRemoval &removal,
            Intake &intake, QThreadPool &workers, Tell tell);
    ~Uploads() override;

    std::chrono::milliseconds idle() const { return m_idle; }

    /// Bytes of it that are on this node's disk, and all of them once the file is ready. When all have come
    /// the file is made of them first: `unsupported_media_type` and what else Intake has; `file_not_found`
    /// for an upload that has failed.
    QCoro::Task<Result<qint64>> received(FileRecord record);

    /// A request's turn to write. Null while another one is writing; one that brings no bytes any more gives
    /// way.
    Result<std::shared_ptr<UploadWriter>> write(const QString &id);

    /// The upload was cancelled, or has stood still for too long. False when it had ended already.
    QCoro::Task<Result<bool>> fail(FileRecord record);

    /// Tells the room, and remembers that it knows.
    QCoro::Task<void> tell(FileRecord record);

    /// Ids of which this node has bytes and nobody is writing.
    QStringList waiting() const;
    void discard(const QString &id);

private:
    friend class UploadWriter;
    struct Open
    {
        std::unique_ptr<PartialFile> file;
        QString id;
        quint64 turn = 0; ///< whose it is to write; 0: nobody's
        QElapsedTimer quiet;
        QElapsedTimer untouched;
        qint64 flushedFrom = 0; ///< bytes that were written when the last flush began
        bool flushing = false;
    };
    using OpenPtr = std::shared_ptr<Open>;

    Result<OpenPtr> open(const QString &id);
    QFuture<Result<qint64>> flush(const OpenPtr &open);
    QFuture<Result<FileRecord>> finish(const FileRecord &record);
    QCoro::Task<Result<FileRecord>> makeFile(FileRecord record);
    void touch(Open &open);

    std::chrono::milliseconds m_idle;
    QString m_directory;
    FileRecords &m_records;
    FileRemoval &m_removal;
    Intake &m_intake;
    QThreadPool &m_workers;
    Tell m_tell;
    QHash<QString, std::weak_ptr<Open>> m_open;
    QHash<QString, QFuture<Result<FileRecord>>> m_finishing;
    quint64 m_lastTurn = 0;
};

/// One request's turn at an upload. What it has written is flushed when it ends, and every megabyte before.
class UploadWriter
{
public:
    UploadWriter(Uploads &uploads, Uploads::OpenPtr open);
    ~UploadWriter();

    /// Bytes of the upload so far.
    qint64 written() const { return m_open->file->written(); }

    /// `storage_unavailable`; `bad_request` when another request has taken over.
    Result<void> take(const QByteArray &bytes);

private:
    Uploads &m_uploads;
    Uploads::OpenPtr m_open;
    quint64 m_turn;
};

} // namespace lectern
