// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/ports/AttachmentSource.h"

namespace lectern {

class FileRecords;
class SignedLink;
struct FileRecord;

/// The uploaded files as the rooms see them.
class StoredAttachments : public AttachmentSource
{
public:
    StoredAttachments(FileRecords &records, const SignedLink &links);

    QFuture<Result<std::optional<Attachment>>> find(QString roomId, QString fileId) override;

    /// Good for 12 to 13 hours: it changes once an hour only, so that browsers find the file in their cache.
    QString url(const QString &fileId) const override;

private:
    FileRecords &m_records;
    const SignedLink &m_links;
};

/// What a message carries of a file; `url` is empty.
Attachment attachmentOf(const FileRecord &record);

} // namespace lectern
