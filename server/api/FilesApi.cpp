// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/FilesApi.h"

#include "server/api/ByteRange.h"
#include "server/api/ContentDisposition.h"
#include "server/api/PostedFile.h"
#include "server/api/RequestReading.h"
#include "server/files/FileParts.h"
#include "server/files/MediaType.h"
#include "server/files/SignedLink.h"
#include "server/ops/OnPool.h"

#include <QCoroFuture>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

Disposition dispositionOf(const FileRecord &record)
{
    const bool inlined = MediaType{record.contentType, {}, record.width > 0}.inlineSafe();
    return inlined ? Disposition::Inline : Disposition::Attachment;
}

/// An answer that may be kept, and that nothing of can run; 304 when the asker has it already.
HttpResponse cacheable(const QByteArray &etag, const HttpHeaders &request)
{
    HttpResponse response;
    response.headers.add("ETag"_ba, etag);
    response.headers.add("Cache-Control"_ba, "private, max-age=3600"_ba);
    response.headers.add("Content-Security-Policy"_ba, "default-src 'none'; sandbox"_ba);
    if (request.contains("If-None-Match") && matchesEtag(request.value("If-None-Match"), etag))
        response.status = 304;
    return response;
}

HttpResponse thumbnailResponse(const FileRecord &record, const QByteArray &picture,
                               const HttpHeaders &request)
{
    HttpResponse response = cacheable("\"thumbnail-"_ba + record.sha256.toLatin1() + '"', request);
    if (response.status == 304) return response;
    response.headers.add("Content-Type"_ba, "image/jpeg"_ba);
    response.headers.add("Content-Disposition"_ba, contentDisposition(Disposition::Inline, record.name));
    response.body = picture;
    return response;
}

} // namespace

FilesApi::FilesApi(Access &access, FileParts &files, UploadGate &gate, const SignedLink &links)
    : m_access(access)
    , m_files(files)
    , m_gate(gate)
    , m_links(links)
{
}

void FilesApi::addTo(Router &router)
{
    router.add("GET"_ba, u"/api/v1/files/:id"_s, [this](HttpRequest r) { return download(std::move(r)); });
    router.add("GET"_ba, u"/api/v1/files/:id/thumbnail"_s,
               [this](HttpRequest r) { return thumbnail(std::move(r)); });
}

UploadEndpoint FilesApi::uploadEndpoint()
{
    UploadEndpoint endpoint;
    endpoint.method = "POST"_ba;
    endpoint.pattern = u"/api/v1/rooms/:id/files"_s;
    endpoint.admit = [this](HttpRequest head) { return admit(std::move(head)); };
    return endpoint;
}

QCoro::Task<UploadAdmission> FilesApi::admit(HttpRequest head)
{
    const qint64 bytes = head.headers.value("Content-Length").toLongLong();
    const Result<UploadGate::Permit> permit = co_await m_gate.admit(head, head.parameter(u"id"_s), bytes);
    if (!permit) co_return HttpResponse::problem(permit.error());
    const FileRecord record = m_gate.announced(
        *permit, queryText(head, u"name"_s), QString::fromLatin1(head.headers.value("Content-Type")), bytes);
    const auto file = std::make_shared<PostedFile>(m_files, m_gate, *permit, record);
    if (const auto opened = file->open(); !opened) co_return HttpResponse::problem(opened.error());
    co_return file;
}

QCoro::Task<Result<FileRecord>> FilesApi::readable(HttpRequest request)
{
    const QString fileId = request.parameter(u"id"_s);
    const bool byLink = request.query.hasQueryItem(u"sig"_s);
    if (byLink && !m_links.check(fileId, request.query, QDateTime::currentDateTimeUtc()))
        co_return problem(ErrorCode::Unauthorized, u"the link has expired or was not made here"_s);
    if (!byLink) {
        const Result<Identity> identity = co_await m_access.caller(request);
        if (!identity) co_return std::unexpected(identity.error());
    }
    const QFuture<Result<std::optional<FileRecord>>> lookup = m_files.records.find(fileId);
    const Result<std::optional<FileRecord>> record = co_await lookup;
    if (!record) co_return std::unexpected(record.error());
    if (!*record) co_return problem(ErrorCode::FileNotFound, u"no file has this id"_s);
    if ((*record)->state != AttachmentState::Ready)
        co_return problem(ErrorCode::FileNotFound, u"the file's upload has not ended, or has failed"_s);
    if (!byLink) {
        const Result<Insider> reader = co_await m_access.insider(request, (*record)->roomId);
        if (!reader) co_return std::unexpected(reader.error());
    }
    co_return **record;
}

QCoro::Task<HttpResponse> FilesApi::download(HttpRequest request)
{
    const Result<FileRecord> record = co_await readable(request);
    if (!record) co_return HttpResponse::problem(record.error());
    const Result<QString> path = co_await locate(*record);
    if (!path) co_return HttpResponse::problem(path.error());
    co_return fileResponse(*record, *path, request.headers);
}

QCoro::Task<HttpResponse> FilesApi::thumbnail(HttpRequest request)
{
    const Result<FileRecord> record = co_await readable(request);
    if (!record) co_return HttpResponse::problem(record.error());
    const Result<QString> path = co_await locate(*record);
    if (!path) co_return HttpResponse::problem(path.error());
    if (record->contentType != "image/jpeg"_L1) co_return fileResponse(*record, *path, request.headers);
    const QFuture<QByteArray> making = m_files.thumbnails.of(record->sha256, *path);
    const QByteArray picture = co_await making;
    if (picture.isEmpty()) co_return fileResponse(*record, *path, request.headers);
    co_return thumbnailResponse(*record, picture, request.headers);
}

QCoro::Task<Result<QString>> FilesApi::locate(FileRecord record)
{
    const QString here = m_files.store->locate(record.sha256);
    if (!here.isEmpty()) co_return here;
    const QFuture<Result<QString>> fetching = onPool(
        m_files.workers, [store = m_files.store, sha256 = record.sha256] { return store->fetch(sha256); });
    const Result<QString> fetched = co_await fetching;
    if (fetched && !fetched->isEmpty()) co_return fetched;
    // A removed file's bytes are gone a moment before its record is.
    const QFuture<Result<std::optional<FileRecord>>> lookup = m_files.records.findBehindWrites(record.id);
    const Result<std::optional<FileRecord>> still = co_await lookup;
    if (still && !*still) co_return problem(ErrorCode::FileNotFound, u"no file has this id"_s);
    if (!fetched) co_return fetched;
    co_return problem(ErrorCode::StorageUnavailable, u"the file's bytes are not there"_s);
}

HttpResponse fileResponse(const FileRecord &record, const QString &path, const HttpHeaders &request)
{
    const QByteArray etag = '"' + record.sha256.toLatin1() + '"';
    HttpResponse response = cacheable(etag, request);
    response.headers.add("Accept-Ranges"_ba, "bytes"_ba);
    if (response.status == 304) return response;

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
