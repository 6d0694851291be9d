// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/PostedFile.h"

#include "server/files/FileParts.h"

#include <QCoroFuture>

namespace lectern {

PostedFile::PostedFile(FileParts &files, const UploadGate &gate, UploadGate::Permit permit, FileRecord record)
    : m_files(files)
    , m_gate(gate)
    , m_permit(std::move(permit))
    , m_record(std::move(record))
    , m_receiver(files.inbox.incoming())
{
}

Result<void> PostedFile::open()
{
    return m_receiver.open();
}

Result<void> PostedFile::take(const QByteArray &bytes)
{
    return m_receiver.take(bytes);
}

QCoro::Task<HttpResponse> PostedFile::finish()
{
    const Result<void> received = m_receiver.close();
    if (!received) co_return HttpResponse::problem(received.error());
    const QFuture<Result<void>> inserting = m_files.records.insert(m_record);
    const Result<void> inserted = co_await inserting;
    if (!inserted) co_return HttpResponse::problem(inserted.error());
    const Result<FileRecord> ready =
        co_await m_files.intake.take(m_record, m_receiver.path(), m_receiver.sha256());
    if (!ready) {
        m_files.removal.removeUnused(m_record.id);
        co_return HttpResponse::problem(ready.error());
    }
    m_files.records.setTold(m_record.id);
    co_return HttpResponse::json(m_gate.answer(m_permit, *ready), 201);
}

} // namespace lectern
