// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/Uploads.h"

#include "common/client/WhenDone.h"
#include "server/files/Inbox.h"
#include "server/files/Intake.h"
#include "server/ops/OnPool.h"
#include "server/store/FileRecords.h"
#include "server/store/FileRemoval.h"

#include <QCoroFuture>

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kGivesWay = 3s; ///< a phone that lost its line is back sooner than we hear that it is gone
constexpr qint64 kFlushEvery = 1'048'576; ///< bytes

std::unexpected<Problem> hasFailed()
{
    return problem(ErrorCode::FileNotFound, u"the upload was cancelled, failed or took too long"_s);
}

} // namespace

Uploads::Uploads(std::chrono::milliseconds idle, const Inbox &inbox, FileRecords &records,
                 FileRemoval &removal, Intake &intake, QThreadPool &workers, Tell tell)
    : m_idle(idle)
    , m_directory(inbox.partial())
    , m_records(records)
    , m_removal(removal)
    , m_intake(intake)
    , m_workers(workers)
    , m_tell(std::move(tell))
{
}

Uploads::~Uploads()
{
    m_workers.waitForDone(); // they flush files that go with this
}

QCoro::Task<Result<qint64>> Uploads::received(FileRecord record)
{
    if (record.state == AttachmentState::Failed) co_return hasFailed();
    if (record.state == AttachmentState::Ready) co_return record.uploadLength;
    qint64 bytes = record.uploadLength;
    if (!m_finishing.contains(record.id)) {
        const OpenPtr writing = m_open.value(record.id).lock();
        const QFuture<Result<qint64>> flushing =
            writing ? flush(writing)
                    : QtFuture::makeReadyFuture(Result<qint64>(PartialFile::markOf(m_directory, record.id)));
        const Result<qint64> flushed = co_await flushing;
        if (!flushed) co_return flushed;
        bytes = *flushed;
    }
    if (bytes < record.uploadLength) co_return bytes;
    const QFuture<Result<FileRecord>> finishing = finish(record);
    const Result<FileRecord> ready = co_await finishing;
    if (!ready) co_return std::unexpected(ready.error());
    co_return ready->uploadLength;
}

Result<std::shared_ptr<UploadWriter>> Uploads::write(const QString &id)
{
    if (m_finishing.contains(id)) return nullptr;
    auto opened = open(id);
    if (!opened) return std::unexpected(opened.error());
    if (!*opened ||
        ((*opened)->turn != 0 && !(*opened)->quiet.hasExpired(std::chrono::milliseconds(kGivesWay).count())))
        return nullptr;
    (*opened)->turn = ++m_lastTurn;
    (*opened)->quiet.start();
    touch(**opened);
    return std::make_shared<UploadWriter>(*this, *opened);
}

Result<Uploads::OpenPtr> Uploads::open(const QString &id)
{
    if (OpenPtr known = m_open.value(id).lock()) return known;
    m_open.removeIf([](const auto &entry) { return entry->expired(); });
    auto file = PartialFile::open(m_directory, id);
    if (!file) return std::unexpected(file.error());
    if (!*file) return nullptr;
    auto opened = std::make_shared<Open>();
    opened->file = std::move(*file);
    opened->id = id;
    opened->flushedFrom = opened->file->written();
    m_open.insert(id, opened);
    return opened;
}

QFuture<Result<qint64>> Uploads::flush(const OpenPtr &open)
{
    open->flushing = true;
    open->flushedFrom = open->file->written();
    const auto flushed = onPool(m_workers, [file = open->file.get()] { return file->flush(); });
    // Keeps the file until then; its end is in this thread, where others look whether it is still open.
    whenDone(flushed, this, [open](const Result<qint64> &) { open->flushing = false; });
    return flushed;
}

QFuture<Result<FileRecord>> Uploads::finish(const FileRecord &record)
{
    if (const auto under = m_finishing.constFind(record.id); under != m_finishing.cend()) return *under;
    auto promise = std::make_shared<QPromise<Result<FileRecord>>>();
    promise->start();
    const auto future = promise->future();
    m_finishing.insert(record.id, future);
    makeFile(record).then([this, promise, id = record.id](const Result<FileRecord> &made) {
        m_finishing.remove(id);
        promise->addResult(made);
        promise->finish();
    });
    return future;
}

QCoro::Task<Result<FileRecord>> Uploads::makeFile(FileRecord record)
{
    const Result<OpenPtr> held = open(record.id);
    if (!held) co_return std::unexpected(held.error());
    if (!*held) co_return problem(ErrorCode::StorageUnavailable, u"another process holds the upload"_s);
    const QString path = PartialFile::pathOf(m_directory, record.id);
    const Result<FileRecord> ready = co_await m_intake.take(record, path, QString());
    if (ready) {
        PartialFile::remove(m_directory, record.id);
        co_await tell(*ready);
    } else if (ready.error().code != ErrorCode::StorageUnavailable) {
        co_await fail(record);
    }
    co_return ready;
}

QCoro::Task<Result<bool>> Uploads::fail(FileRecord record)
{
    const QFuture<Result<bool>> failing = m_removal.fail(record.id);
    const Result<bool> failed = co_await failing;
    if (!failed) co_return failed;
    discard(record.id);
    if (!*failed) co_return false;
    record.state = AttachmentState::Failed;
    co_await tell(record);
    m_removal.removeUnused(record.id);
    co_return true;
}

QCoro::Task<void> Uploads::tell(FileRecord record)
{
    const Result<void> told = co_await m_tell(record);
    if (!told) co_return;
    const QFuture<Result<void>> noting = m_records.setTold(record.id);
    (void)co_await noting;
}

QStringList Uploads::waiting() const
{
    QStringList ids = PartialFile::idsIn(m_directory);
    ids.removeIf(
        [this](const QString &id) { return m_finishing.contains(id) || !m_open.value(id).expired(); });
    return ids;
}

void Uploads::discard(const QString &id)
{
    if (const OpenPtr open = m_open.value(id).lock()) open->turn = 0;
    PartialFile::remove(m_directory, id);
}

void Uploads::touch(Open &open)
{
    const auto pause = std::min<std::chrono::milliseconds>(m_idle / 4, 10s);
    if (open.untouched.isValid() && !open.untouched.hasExpired(pause.count())) return;
    open.untouched.start();
    m_records.touch(open.id, QDateTime::currentDateTimeUtc());
}

UploadWriter::UploadWriter(Uploads &uploads, Uploads::OpenPtr open)
    : m_uploads(uploads)
    , m_open(std::move(open))
    , m_turn(m_open->turn)
{
}

UploadWriter::~UploadWriter()
{
    if (m_open->turn != m_turn) return;
    m_open->turn = 0;
    m_uploads.flush(m_open);
}

Result<void> UploadWriter::take(const QByteArray &bytes)
{
    if (m_open->turn != m_turn)
        return problem(ErrorCode::BadRequest, u"another request goes on with this upload"_s);
    if (const auto taken = m_open->file->append(bytes); !taken) return taken;
    m_open->quiet.start();
    m_uploads.touch(*m_open);
    if (!m_open->flushing && written() - m_open->flushedFrom >= kFlushEvery) m_uploads.flush(m_open);
    return {};
}

} // namespace lectern
