// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/StoredAttachments.h"

#include "common/client/AndThen.h"
#include "server/files/SignedLink.h"
#include "server/store/FileRecords.h"
#include "server/store/FileRemoval.h"

namespace lectern {

StoredAttachments::StoredAttachments(FileRecords &records, FileRemoval &removal, const SignedLink &links)
    : m_records(records)
    , m_removal(removal)
    , m_links(links)
{
}

QFuture<Result<std::optional<Attachment>>> StoredAttachments::find(QString roomId, QString fileId)
{
    using Found = Result<std::optional<Attachment>>;
    return andThen(m_records.find(fileId),
                   [roomId](const Result<std::optional<FileRecord>> &record) -> Found {
                       if (!record) return std::unexpected(record.error());
                       if (!*record || (*record)->roomId != roomId) return std::nullopt;
                       return attachmentOf(**record);
                   });
}

QString StoredAttachments::url(const QString &fileId) const
{
    constexpr qint64 kHour = 3600;
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    return m_links.make(fileId, QDateTime::fromSecsSinceEpoch((now / kHour + 13) * kHour, Qt::UTC));
}

void StoredAttachments::release(const QString &fileId)
{
    m_removal.removeUnused(fileId);
}

} // namespace lectern
