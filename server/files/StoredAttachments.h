// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/ports/AttachmentSource.h"

namespace lectern {

class FileRecords;
class FileRemoval;
class SignedLink;

/// The uploaded files as the rooms see them.
class StoredAttachments : public AttachmentSource
{
public:
    StoredAttachments(FileRecords &records, FileRemoval &removal, const SignedLink &links);

    QFuture<Result<std::optional<Attachment>>> find(QString roomId, QString fileId) override;

    /// Good for 12 to 13 hours: it changes once an hour only, so that browsers find the file in their cache.
    QString url(const QString &fileId) const override;

    void release(const QString &fileId) override;

private:
    FileRecords &m_records;
    FileRemoval &m_removal;
    const SignedLink &m_links;
};

} // namespace lectern
