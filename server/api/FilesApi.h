// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/UploadGate.h"
#include "server/transport/Router.h"
#include "server/transport/UploadEndpoint.h"

namespace lectern {

class SignedLink;
struct FileParts;

/// Files of a room: the upload in one request to /rooms/{id}/files, /files/{id} and /files/{id}/thumbnail.
class FilesApi
{
public:
    FilesApi(Access &access, FileParts &files, UploadGate &gate, const SignedLink &links);

    void addTo(Router &router);
    UploadEndpoint uploadEndpoint();

private:
    QCoro::Task<UploadAdmission> admit(HttpRequest head);
    QCoro::Task<HttpResponse> download(HttpRequest request);
    QCoro::Task<HttpResponse> thumbnail(HttpRequest request);
    QCoro::Task<Result<FileRecord>> readable(HttpRequest request);
    QCoro::Task<Result<QString>> locate(FileRecord record);

    Access &m_access;
    FileParts &m_files;
    UploadGate &m_gate;
    const SignedLink &m_links;
};

/// The answer that brings a stored file: conditional (If-None-Match), in part (Range, If-Range), and never
/// one that a browser would run as a page.
HttpResponse fileResponse(const FileRecord &record, const QString &path, const HttpHeaders &request);

} // namespace lectern
