// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Access.h"
#include "server/store/FileRecords.h"
#include "server/transport/Gateway.h"

#include <QtCore/QThreadPool>

namespace lectern {

class AttachmentSource;
class FileStore;
class SignedLink;

/// Files of a room: the upload to /rooms/{id}/files, which the Gateway streams, and /files/{id}.
class FilesApi
{
public:
    FilesApi(Access &access, FileStore &store, FileRecords &records, const SignedLink &links,
             AttachmentSource &attachments, qint64 sizeLimit);

    void addTo(Router &router);
    UploadEndpoint uploadEndpoint();

private:
    QCoro::Task<Result<Admission>> admit(HttpRequest head);
    QCoro::Task<HttpResponse> finished(HttpRequest head, Insider uploader, ReceivedUpload upload);
    QCoro::Task<HttpResponse> download(HttpRequest request);
    QCoro::Task<Result<FileRecord>> readable(HttpRequest request);

    Access &m_access;
    FileStore &m_store;
    FileRecords &m_records;
    const SignedLink &m_links;
    AttachmentSource &m_attachments;
    qint64 m_sizeLimit;
    QThreadPool m_workers; ///< cleaning, hashing and fsync: never on the main thread
};

/// The answer that brings a stored file: conditional (If-None-Match), in part (Range, If-Range), and never
/// one that a browser would run as a page.
HttpResponse fileResponse(const FileRecord &record, const QString &path, const HttpHeaders &request);

} // namespace lectern
