// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Later.h"

#include "server/domain/ports/AttachmentSource.h"
#include "server/domain/ports/StorageQuota.h"

namespace lectern::house {

class Attachments : public AttachmentSource
{
public:
    QHash<QString, Attachment> files;

    QFuture<Result<std::optional<Attachment>>> find(QString, QString fileId) override
    {
        return later<std::optional<Attachment>>(files.contains(fileId) ? std::optional(files.value(fileId))
                                                                       : std::nullopt);
    }
    QString url(const QString &fileId) const override { return QStringLiteral("/signed/") + fileId; }
    void release(const QString &fileId) override { released.append(fileId); }

    QStringList released;
};

class Quota : public StorageQuota
{
public:
    payload::Usage used;

    bool isLimited() const override { return used.limit > 0; }
    QFuture<Result<payload::Usage>> admit(QString roomId, qint64 bytes) override
    {
        if (used.bytes + bytes > used.limit)
            return later<payload::Usage>(problem(ErrorCode::StorageUnavailable, QStringLiteral("full")));
        used.bytes += bytes;
        return usage(roomId);
    }
    QFuture<Result<payload::Usage>> usage(QString) override { return later<payload::Usage>(used); }
};

} // namespace lectern::house
