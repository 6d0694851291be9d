// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Access.h"
#include "server/auth/PaceTable.h"
#include "server/store/FileRecord.h"

#include <QtCore/QJsonObject>

namespace lectern {

class AttachmentSource;
class Hub;
class StorageQuota;

/// Who may upload a file of that size into a room now, and what they are answered: the same however the bytes
/// come.
class UploadGate
{
public:
    UploadGate(Access &access, Hub &hub, StorageQuota &quota, const AttachmentSource &attachments,
               qint64 sizeLimit, Pace pace);

    qint64 sizeLimit() const { return m_sizeLimit; } ///< bytes

    struct Permit
    {
        Insider uploader;
        std::optional<payload::Usage> usage; ///< of the room with this file; nothing where nothing is limited
    };
    /// `file_too_large`, `storage_unavailable` when a quota is full, `rate_limited` when this person begins
    /// too many, or why they may not.
    QCoro::Task<Result<Permit>> admit(const HttpHead &request, QString roomCode, qint64 bytes);

    /// A record for what will be uploaded.
    FileRecord announced(const Permit &permit, const QString &name, const QString &contentType,
                         qint64 bytes) const;

    QJsonObject answer(const Permit &permit, const FileRecord &record) const;

private:
    Access &m_access;
    Hub &m_hub;
    StorageQuota &m_quota;
    const AttachmentSource &m_attachments;
    qint64 m_sizeLimit;
    PaceTable m_pace; ///< of a person
};

} // namespace lectern
