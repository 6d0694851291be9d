// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/FilesApi.h"

#include "common/protocol/Codec.h"
#include "common/protocol/Ulid.h"
#include "server/api/ByteRange.h"
#include "server/api/ContentDisposition.h"
#include "server/api/RequestReading.h"
#include "server/domain/ports/AttachmentSource.h"
#include "server/files/FileStore.h"
#include "server/files/Intake.h"
#include "server/files/SignedLink.h"
#include "server/files/StoredAttachments.h"

#include <QCoroFuture>
#include <QtCore/QPromise>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

Disposition dispositionOf(const FileRecord &record)
{
    const bool inlined = MediaType{record.contentType, {}, record.width > 0}.inlineSafe();
    return inlined ? Disposition::Inline : Disposition::Attachment;
}

} // namespace

FilesApi::FilesApi(Access &access, FileStore &store, FileRecords &records, const SignedLink &links,
                   AttachmentSource &attachments, qint64 sizeLimit)
    : m_access(access)
    , m_store(store)
    , m_records(records)
    , m_links(links)
    , m_attachments(attachments)
    , m_sizeLimit(sizeLimit)
{
    m_workers.setMaxThreadCount(2);
}

void FilesApi::addTo(Router &router)
{
    router.add("GET"_ba, u"/api/v1/files/:id"_s, [this](HttpRequest r) { return download(std::move(r)); });
}

UploadEndpoint FilesApi::uploadEndpoint()
{
    UploadEndpoint endpoint;
    endpoint.pattern = u"/api/v1/rooms/:id/files"_s;
    endpoint.admit = [this](HttpRequest head) { return admit(std::move(head)); };
    endpoint.finished = [this](HttpRequest head, Admission admitted, ReceivedUpload upload) {
        return finished(std::move(head), admitted.as<Insider>(), std::move(upload));
    };
    return endpoint;
}

QCoro::Task<Result<Admission>> FilesApi::admit(HttpRequest head)
{
    const Result<Insider> uploader = co_await m_access.insider(head.bearer(), head.parameter(u"id"_s));
    if (!uploader) co_return std::unexpected(uploader.error());
    if (!uploader->room.isOpen()) co_return problem(ErrorCode::RoomNotFound, u"this class has ended"_s);
    if (head.headers.value("Content-Length").toLongLong() > m_sizeLimit)
        co_return problem(ErrorCode::FileTooLarge, u"a file may have at most %1 bytes"_s.arg(m_sizeLimit));
    co_return Admission::of(*uploader);
}

QCoro::Task<HttpResponse> FilesApi::finished(HttpRequest head, Insider uploader, ReceivedUpload upload)
{
    auto promise = std::make_shared<QPromise<Result<TakenFile>>>();
    promise->start();
    const QFuture<Result<TakenFile>> taking = promise->future();
    m_workers.start([promise, &store = m_store, path = upload.path,
                     sha256 = QString::fromLatin1(upload.sha256),
                     claimed = QString::fromLatin1(head.headers.value("Content-Type"))] {
        promise->addResult(takeIn(store, path, sha256, claimed));
        promise->finish();
    });
    const Result<TakenFile> taken = co_await taking;
    if (!taken) co_return HttpResponse::problem(taken.error());

    FileRecord record;
    record.id = newUlid();
    record.roomId = uploader.room.id;
    record.uploaderId = uploader.person().id;
    record.name = cleanFileName(queryText(head, u"name"_s));
    record.contentType = taken->type.contentType;
    record.size = taken->size;
    record.sha256 = taken->sha256;
    record.width = taken->type.pixels.width() > 0 ? taken->type.pixels.width() : 0;
    record.height = taken->type.pixels.height() > 0 ? taken->type.pixels.height() : 0;
    record.createdAt = QDateTime::currentDateTimeUtc();
    const QFuture<Result<void>> inserting = m_records.insert(record);
    const Result<void> inserted = co_await inserting;
    if (!inserted) co_return HttpResponse::problem(inserted.error());

    Attachment attachment = attachmentOf(record);
    attachment.url = m_attachments.url(record.id);
    co_return HttpResponse::json(toJson(attachment), 201);
}

QCoro::Task<Result<FileRecord>> FilesApi::readable(HttpRequest request)
{
    const QString fileId = request.parameter(u"id"_s);
    const bool byLink = request.query.hasQueryItem(u"sig"_s);
    if (byLink && !m_links.check(fileId, request.query, QDateTime::currentDateTimeUtc()))
        co_return problem(ErrorCode::Unauthorized, u"the link has expired or was not made here"_s);
    if (!byLink) {
        const Result<Identity> identity = co_await m_access.caller(request.bearer());
        if (!identity) co_return std::unexpected(identity.error());
    }
    const QFuture<Result<std::optional<FileRecord>>> lookup = m_records.find(fileId);
    const Result<std::optional<FileRecord>> record = co_await lookup;
    if (!record) co_return std::unexpected(record.error());
    if (!*record) co_return problem(ErrorCode::FileNotFound, u"no file has this id"_s);
    if (!byLink) {
        const Result<Insider> reader = co_await m_access.insider(request.bearer(), (*record)->roomId);
        if (!reader) co_return std::unexpected(reader.error());
    }
    co_return **record;
}

QCoro::Task<HttpResponse> FilesApi::download(HttpRequest request)
{
    const Result<FileRecord> record = co_await readable(request);
    if (!record) co_return HttpResponse::problem(record.error());
    const QString path = m_store.locate(record->sha256);
    if (path.isEmpty())
        co_return HttpResponse::problem({ErrorCode::StorageUnavailable, u"the file's bytes are not there"_s});
    co_return fileResponse(*record, path, request.headers);
}

HttpResponse fileResponse(const FileRecord &record, const QString &path, const HttpHeaders &request)
{
    const QByteArray etag = '"' + record.sha256.toLatin1() + '"';
    HttpResponse response;
    response.headers.add("ETag"_ba, etag);
    response.headers.add("Cache-Control"_ba, "private, max-age=3600"_ba);
    response.headers.add("Content-Security-Policy"_ba, "default-src 'none'; sandbox"_ba);
    response.headers.add("Accept-Ranges"_ba, "bytes"_ba);
    if (request.contains("If-None-Match") && matchesEtag(request.value("If-None-Match"), etag)) {
        response.status = 304;
        return response;
    }

    // If-Range compares strongly, and a date never matches: we send none.
    const bool rangeCounts = !request.contains("If-Range") || request.value("If-Range") == etag;
    const ByteRange range = ByteRange::of(rangeCounts ? request.value("Range") : QByteArray(), record.size);
    const QByteArray size = QByteArray::number(record.size);
    if (range.kind == ByteRange::Kind::Unsatisfiable) {
        response.status = 416;
        response.headers.add("Content-Range"_ba, "bytes */"_ba + size);
        return response;
    }
    if (range.kind == ByteRange::Kind::Part) {
        response.status = 206;
        response.headers.add("Content-Range"_ba, "bytes "_ba + QByteArray::number(range.offset) + '-' +
                                                     QByteArray::number(range.offset + range.length - 1) +
                                                     '/' + size);
    }
    const QByteArray type = record.contentType.toLatin1();
    response.headers.add("Content-Type"_ba, type == "text/plain" ? type + "; charset=utf-8"_ba : type);
    response.headers.add("Content-Disposition"_ba, contentDisposition(dispositionOf(record), record.name));
    response.file = FileSlice{path, range.offset, range.length};
    return response;
}

} // namespace lectern
