// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/UploadGate.h"
#include "server/files/UploadReceiver.h"
#include "server/transport/UploadEndpoint.h"

namespace lectern {

struct FileParts;

/// A file that comes in one request. What broke off leaves nothing behind.
class PostedFile : public UploadSink
{
public:
    PostedFile(FileParts &files, const UploadGate &gate, UploadGate::Permit permit, FileRecord record);

    /// `storage_unavailable` when there is nowhere to put it.
    Result<void> open();

    Result<void> take(const QByteArray &bytes) override;
    QCoro::Task<HttpResponse> finish() override;

private:
    FileParts &m_files;
    const UploadGate &m_gate;
    UploadGate::Permit m_permit;
    FileRecord m_record;
    UploadReceiver m_receiver;
};

} // namespace lectern
