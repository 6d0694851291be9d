// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/UploadGate.h"
#include "server/files/Uploads.h"
#include "server/transport/UploadEndpoint.h"

namespace lectern {

struct FileParts;

/// The bytes that one request adds to a resumable upload. What came before the request broke off stays.
class TusSink : public UploadSink
{
public:
    /// `writer` is null where no bytes are to come.
    TusSink(FileParts &files, FileRecord record, std::shared_ptr<UploadWriter> writer);

    Result<void> take(const QByteArray &bytes) override;

    /// 204 with the offset; when all has come, once the file is made of it.
    QCoro::Task<HttpResponse> finish() override;

protected:
    FileParts &m_files;
    const FileRecord m_record;

private:
    std::shared_ptr<UploadWriter> m_writer;
};

/// The request that makes an upload, and may bring its first bytes.
class TusCreation : public TusSink
{
public:
    TusCreation(FileParts &files, FileRecord record, std::shared_ptr<UploadWriter> writer,
                const UploadGate &gate, UploadGate::Permit permit);

    /// 201 with its address, and the attachment as messages carry it.
    QCoro::Task<HttpResponse> finish() override;

private:
    const UploadGate &m_gate;
    UploadGate::Permit m_permit;
};

/// Why an upload does not go on: 410 for one that has ended badly.
HttpResponse tusProblem(const Problem &problem);

} // namespace lectern
