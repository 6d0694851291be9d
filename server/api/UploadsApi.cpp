// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/UploadsApi.h"

#include "server/api/TusHeaders.h"
#include "server/api/TusSink.h"
#include "server/files/FileParts.h"

#include <QCoroFuture>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr int kConflict = 409;
constexpr int kLocked = 423;

HttpResponse conflict(qint64 expected)
{
    return HttpResponse::problem({ErrorCode::BadRequest, u"Upload-Offset: expected %1"_s.arg(expected)},
                                 kConflict);
}

HttpResponse locked()
{
    return HttpResponse::problem({ErrorCode::BadRequest, u"another request is writing to this upload"_s},
                                 kLocked);
}

HttpResponse marked(HttpResponse response)
{
    response.headers.set(tus::common());
    return response;
}

} // namespace

UploadsApi::UploadsApi(Access &access, FileParts &files, UploadGate &gate)
    : m_access(access)
    , m_files(files)
    , m_gate(gate)
{
}

void UploadsApi::addTo(Router &router)
{
    const QString upload = u"/api/v1/uploads/:id"_s;
    for (const QString &path : {u"/api/v1/rooms/:id/uploads"_s, upload})
        router.add("OPTIONS"_ba, path, [this](HttpRequest r) { return options(std::move(r)); });
    router.add("HEAD"_ba, upload, [this](HttpRequest r) { return offset(std::move(r)); });
    router.add("DELETE"_ba, upload, [this](HttpRequest r) { return cancel(std::move(r)); });
}

std::vector<UploadEndpoint> UploadsApi::uploadEndpoints()
{
    UploadEndpoint creation;
    creation.method = "POST"_ba;
    creation.pattern = u"/api/v1/rooms/:id/uploads"_s;
    creation.lengthNeeded = false;
    creation.headers = tus::common();
    creation.admit = [this](HttpRequest head) { return create(std::move(head)); };
    UploadEndpoint part = creation;
    part.method = "PATCH"_ba;
    part.pattern = u"/api/v1/uploads/:id"_s;
    part.lengthNeeded = true;
    part.admit = [this](HttpRequest head) { return append(std::move(head)); };
    return {creation, part};
}

QCoro::Task<HttpResponse> UploadsApi::options(HttpRequest)
{
    HttpResponse response = HttpResponse::noContent();
    response.headers = tus::abilities(m_gate.sizeLimit());
    co_return response;
}

QCoro::Task<Result<FileRecord>> UploadsApi::own(HttpRequest request)
{
    const Result<Identity> caller = co_await m_access.caller(request);
    if (!caller) co_return std::unexpected(caller.error());
    const QFuture<Result<std::optional<FileRecord>>> finding =
        m_files.records.find(request.parameter(u"id"_s));
    const Result<std::optional<FileRecord>> record = co_await finding;
    if (!record) co_return std::unexpected(record.error());
    const bool resumable = *record && ((*record)->uploadLength > 0 || (*record)->size == 0);
    if (!resumable) co_return problem(ErrorCode::NotFound, u"no upload has this id"_s);
    const Result<Insider> uploader = co_await m_access.insider(request, (*record)->roomId);
    if (!uploader) co_return std::unexpected(uploader.error());
    if (uploader->person().id != (*record)->uploaderId)
        co_return problem(ErrorCode::Forbidden, u"an upload is its uploader's alone"_s);
    co_return **record;
}

QCoro::Task<UploadAdmission> UploadsApi::create(HttpRequest head)
{
    if (auto refusal = tus::refuseVersion(head.headers)) co_return *refusal;
    const Result<qint64> length = tus::bytes(head.headers, "Upload-Length"_ba);
    if (!length) co_return tusProblem(length.error());
    const Result<tus::Metadata> metadata = tus::metadata(head.headers);
    if (!metadata) co_return tusProblem(metadata.error());
    const qint64 brought = head.headers.value("Content-Length").toLongLong();
    if (brought > 0 && (!tus::bringsBytes(head.headers) || brought > *length))
        co_return tusProblem({ErrorCode::BadRequest, u"body: expected none, or first bytes of the upload as "
                                                     "application/offset+octet-stream"_s});
    const Result<UploadGate::Permit> permit = co_await m_gate.admit(head, head.parameter(u"id"_s), *length);
    if (!permit) co_return HttpResponse::problem(permit.error());

    FileRecord record = m_gate.announced(*permit, metadata->name, metadata->contentType, *length);
    record.uploadLength = *length;
    const QFuture<Result<void>> inserting = m_files.records.insert(record);
    const Result<void> inserted = co_await inserting;
    if (!inserted) co_return tusProblem(inserted.error());
    std::shared_ptr<UploadWriter> writer;
    if (brought > 0) {
        const auto turn = m_files.uploads.write(record.id);
        if (!turn) co_return tusProblem(turn.error());
        writer = *turn;
    }
    co_return std::make_shared<TusCreation>(m_files, record, writer, m_gate, *permit);
}

QCoro::Task<UploadAdmission> UploadsApi::append(HttpRequest head)
{
    if (auto refusal = tus::refuseVersion(head.headers)) co_return *refusal;
    if (!tus::bringsBytes(head.headers))
        co_return tusProblem(
            {ErrorCode::UnsupportedMediaType, u"Content-Type: expected application/offset+octet-stream"_s});
    const Result<qint64> offset = tus::bytes(head.headers, "Upload-Offset"_ba);
    if (!offset) co_return tusProblem(offset.error());
    const Result<FileRecord> record = co_await own(head);
    if (!record) co_return HttpResponse::problem(record.error());
    const Result<qint64> received = co_await m_files.uploads.received(*record);
    if (!received) co_return tusProblem(received.error());
    if (*received != *offset) co_return conflict(*received);
    const qint64 brought = head.headers.value("Content-Length").toLongLong();
    if (brought > record->uploadLength - *offset)
        co_return tusProblem(
            {ErrorCode::BadRequest,
             u"body: expected at most the %1 bytes that are missing"_s.arg(record->uploadLength - *offset)});
    std::shared_ptr<UploadWriter> writer;
    if (brought > 0) {
        const auto turn = m_files.uploads.write(record->id);
        if (!turn) co_return tusProblem(turn.error());
        if (!*turn) co_return locked();
        if ((*turn)->written() != *offset) co_return conflict((*turn)->written());
        writer = *turn;
    }
    co_return std::make_shared<TusSink>(m_files, *record, writer);
}

QCoro::Task<HttpResponse> UploadsApi::offset(HttpRequest request)
{
    if (auto refusal = tus::refuseVersion(request.headers)) co_return marked(*refusal);
    const Result<FileRecord> record = co_await own(request);
    if (!record) co_return marked(HttpResponse::problem(record.error()));
    const Result<qint64> received = co_await m_files.uploads.received(*record);
    if (!received) co_return marked(tusProblem(received.error()));
    HttpResponse response{.status = 200};
    response.headers.add("Cache-Control"_ba, "no-store"_ba);
    response.headers.add("Upload-Offset"_ba, QByteArray::number(*received));
    response.headers.add("Upload-Length"_ba, QByteArray::number(record->uploadLength));
    response.headers.add("Upload-Metadata"_ba, tus::metadataOf(*record));
    if (*received < record->uploadLength)
        response.headers.add("Upload-Expires"_ba, tus::expires(*record, m_files.uploads.idle()));
    co_return marked(response);
}

QCoro::Task<HttpResponse> UploadsApi::cancel(HttpRequest request)
{
    if (auto refusal = tus::refuseVersion(request.headers)) co_return marked(*refusal);
    const Result<FileRecord> record = co_await own(request);
    if (!record) co_return marked(HttpResponse::problem(record.error()));
    if (record->state == AttachmentState::Failed)
        co_return marked(tusProblem({ErrorCode::FileNotFound, u"the upload has failed already"_s}));
    const Result<bool> failed = co_await m_files.uploads.fail(*record);
    if (!failed) co_return marked(HttpResponse::problem(failed.error()));
    if (*failed) co_return marked(HttpResponse::noContent());

    const QFuture<Result<bool>> removing = m_files.removal.removeUnused(record->id);
    const Result<bool> removed = co_await removing;
    if (!removed) co_return marked(HttpResponse::problem(removed.error()));
    if (*removed) co_return marked(HttpResponse::noContent());
    const Problem inUse{ErrorCode::BadRequest, u"a message carries the file: delete that"_s};
    co_return marked(HttpResponse::problem(inUse, kConflict));
}

} // namespace lectern
