// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/FileSweeper.h"

#include "server/files/FileStore.h"
#include "server/files/Uploads.h"
#include "server/ops/OnPool.h"
#include "server/store/FileRecords.h"
#include "server/store/FileRemoval.h"

#include <QCoroFuture>

#include <algorithm>

namespace lectern {

using namespace std::chrono_literals;

namespace {

constexpr auto kTelling = 10s;     ///< whoever ended an upload tells the room within that, or has died
constexpr qsizetype kCopies = 500; ///< asked about at once

} // namespace

FileSweeper::FileSweeper(std::chrono::milliseconds orphanTtl, FileRecords &records, FileRemoval &removal,
                         FileStore &store, Uploads &uploads, QThreadPool &workers)
    : m_orphanTtl(orphanTtl)
    , m_records(records)
    , m_removal(removal)
    , m_store(store)
    , m_uploads(uploads)
    , m_workers(workers)
{
    const auto shortest = std::min(orphanTtl, uploads.idle());
    m_timer.setInterval(std::clamp<std::chrono::milliseconds>(shortest / 4, 250ms, 60s));
    connect(&m_timer, &QTimer::timeout, this, [this] { sweep(); });
}

void FileSweeper::start()
{
    m_timer.start();
    QMetaObject::invokeMethod(this, [this] { sweep(); }, Qt::QueuedConnection);
}

QCoro::Task<void> FileSweeper::sweep()
{
    if (std::exchange(m_sweeping, true)) co_return;
    co_await sweepPartials();
    co_await sweepUploads();
    co_await sweepUnused();
    co_await sweepCopies();
    m_sweeping = false;
}

QCoro::Task<void> FileSweeper::sweepPartials()
{
    const QStringList ids = m_uploads.waiting();
    for (const QString &id : ids) {
        const QFuture<Result<std::optional<FileRecord>>> finding = m_records.find(id);
        const Result<std::optional<FileRecord>> record = co_await finding;
        if (!record) co_return;
        if (!*record || (*record)->state != AttachmentState::Uploading)
            m_uploads.discard(id);
        else
            // What has come whole, and was not made a file before the node died, is made one now.
            co_await m_uploads.received(**record);
    }
}

QCoro::Task<void> FileSweeper::sweepUploads()
{
    const QFuture<Result<QList<FileRecord>>> looking = m_records.untold();
    const Result<QList<FileRecord>> untold = co_await looking;
    if (!untold) co_return;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const FileRecord &record : *untold) {
        const std::chrono::milliseconds age(record.changedAt.msecsTo(now));
        if (record.state != AttachmentState::Uploading) {
            if (age > kTelling) co_await m_uploads.tell(record);
        } else if (age > m_uploads.idle()) {
            co_await m_uploads.fail(record);
        }
    }
}

QCoro::Task<void> FileSweeper::sweepUnused()
{
    const QDateTime before = QDateTime::currentDateTimeUtc().addMSecs(-m_orphanTtl.count());
    const QFuture<Result<FileRemoval::Page>> looking = m_removal.unusedAfter(m_lastSeen, before);
    const Result<FileRemoval::Page> page = co_await looking;
    if (!page) co_return;
    m_lastSeen = page->last;
    for (const QString &id : page->unused) {
        const QFuture<Result<bool>> removing = m_removal.removeUnused(id);
        const Result<bool> removed = co_await removing;
        if (!removed) co_return;
    }
}

QCoro::Task<void> FileSweeper::sweepCopies()
{
    const QFuture<QStringList> listing = onPool(m_workers, [&store = m_store] { return store.copies(); });
    const QStringList copies = co_await listing;
    for (qsizetype i = 0; i < copies.size(); i += kCopies) {
        const QFuture<Result<QStringList>> asking = m_removal.unknown(copies.mid(i, kCopies));
        const Result<QStringList> unknown = co_await asking;
        if (!unknown) co_return;
        for (const QString &hash : *unknown)
            m_store.forgetCopy(hash);
    }
}

} // namespace lectern
