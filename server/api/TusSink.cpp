// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/TusSink.h"

#include "server/api/TusHeaders.h"
#include "server/files/FileParts.h"

#include <QCoroFuture>

namespace lectern {

using namespace Qt::StringLiterals;

TusSink::TusSink(FileParts &files, FileRecord record, std::shared_ptr<UploadWriter> writer)
    : m_files(files)
    , m_record(std::move(record))
    , m_writer(std::move(writer))
{
}

Result<void> TusSink::take(const QByteArray &bytes)
{
    return m_writer->take(bytes);
}

QCoro::Task<HttpResponse> TusSink::finish()
{
    m_writer.reset();
    const Result<qint64> received = co_await m_files.uploads.received(m_record);
    if (!received) co_return tusProblem(received.error());
    HttpResponse response = HttpResponse::noContent();
    response.headers.add("Upload-Offset"_ba, QByteArray::number(*received));
    if (*received < m_record.uploadLength) {
        FileRecord now = m_record;
        now.changedAt = QDateTime::currentDateTimeUtc();
        response.headers.add("Upload-Expires"_ba, tus::expires(now, m_files.uploads.idle()));
    }
    co_return response;
}

TusCreation::TusCreation(FileParts &files, FileRecord record, std::shared_ptr<UploadWriter> writer,
                         const UploadGate &gate, UploadGate::Permit permit)
    : TusSink(files, std::move(record), std::move(writer))
    , m_gate(gate)
    , m_permit(std::move(permit))
{
}

QCoro::Task<HttpResponse> TusCreation::finish()
{
    const HttpResponse written = co_await TusSink::finish();
    if (written.status != 204) co_return written;
    const QFuture<Result<std::optional<FileRecord>>> finding = m_files.records.find(m_record.id);
    const Result<std::optional<FileRecord>> record = co_await finding;
    if (!record) co_return HttpResponse::problem(record.error());
    HttpResponse response = HttpResponse::json(m_gate.answer(m_permit, record->value_or(m_record)), 201);
    response.headers.add("Location"_ba, "/api/v1/uploads/"_ba + m_record.id.toLatin1());
    response.headers.set(written.headers);
    co_return response;
}

HttpResponse tusProblem(const Problem &problem)
{
    constexpr int kGone = 410;
    return problem.code == ErrorCode::FileNotFound ? HttpResponse::problem(problem, kGone)
                                                   : HttpResponse::problem(problem);
}

} // namespace lectern
