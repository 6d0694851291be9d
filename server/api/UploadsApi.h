// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/UploadGate.h"
#include "server/transport/Router.h"
#include "server/transport/UploadEndpoint.h"

#include <vector>

namespace lectern {

struct FileParts;

/// Uploads that can be resumed, by tus 1.0.0: /rooms/{id}/uploads makes one, /uploads/{id} goes on with it.
/// Its id is that of the file.
class UploadsApi
{
public:
    UploadsApi(Access &access, FileParts &files, UploadGate &gate);

    void addTo(Router &router);
    std::vector<UploadEndpoint> uploadEndpoints();

private:
    QCoro::Task<HttpResponse> options(HttpRequest request);
    QCoro::Task<HttpResponse> offset(HttpRequest request);
    QCoro::Task<HttpResponse> cancel(HttpRequest request);
    QCoro::Task<UploadAdmission> create(HttpRequest head);
    QCoro::Task<UploadAdmission> append(HttpRequest head);

    /// The upload of the path, which must be the caller's own.
    QCoro::Task<Result<FileRecord>> own(HttpRequest request);

    Access &m_access;
    FileParts &m_files;
    UploadGate &m_gate;
};

} // namespace lectern
