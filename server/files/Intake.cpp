// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/Intake.h"

#include "server/files/FileStore.h"
#include "server/files/Inbox.h"
#include "server/files/Inspection.h"
#include "server/ops/OnPool.h"
#include "server/store/FileRecords.h"
#include "server/store/FileRemoval.h"

#include <QCoroFuture>
#include <QtCore/QFile>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Problem> hasEnded()
{
    return problem(ErrorCode::FileNotFound, u"the upload was cancelled, or took too long"_s);
}

} // namespace

Intake::Intake(const Inbox &inbox, FileStore &store, FileRecords &records, FileRemoval &removal,
               QThreadPool &workers)
    : m_inbox(inbox)
    , m_store(store)
    , m_records(records)
    , m_removal(removal)
    , m_workers(workers)
{
}

QCoro::Task<Result<FileRecord>> Intake::take(FileRecord record, QString path, QString sha256)
{
    const QString cleanedPath = m_inbox.incoming() + u'/' + record.id + u".clean"_s;
    const QFuture<Result<Inspected>> inspecting = onPool(
        m_workers, [=, claimed = record.contentType] { return inspect(path, sha256, claimed, cleanedPath); });
    const Result<Inspected> inspected = co_await inspecting;
    if (!inspected) co_return std::unexpected(inspected.error());

    const QFuture<Result<bool>> claiming = m_records.claim(record.id, inspected->sha256);
    const Result<bool> claimed = co_await claiming;
    if (!claimed) co_return std::unexpected(claimed.error());
    if (!*claimed) co_return hasEnded();

    const QFuture<Result<void>> storing =
        onPool(m_workers, [&store = m_store, path, cleanedPath, file = *inspected] {
            auto stored = store.take(file.path, file.sha256);
            QFile::remove(stored ? path : cleanedPath);
            return stored;
        });
    const Result<void> stored = co_await storing;
    if (!stored) co_return std::unexpected(stored.error());

    record.state = AttachmentState::Ready;
    record.contentType = inspected->type.contentType;
    record.size = inspected->size;
    record.sha256 = inspected->sha256;
    record.width = std::max(inspected->type.pixels.width(), 0);
    record.height = std::max(inspected->type.pixels.height(), 0);
    record.changedAt = QDateTime::currentDateTimeUtc();
    const QFuture<Result<bool>> completing = m_records.complete(record);
    const Result<bool> completed = co_await completing;
    if (!completed) co_return std::unexpected(completed.error());
    if (!*completed) {
        m_removal.removeUnknown(record.sha256);
        co_return hasEnded();
    }
    co_return record;
}

} // namespace lectern
