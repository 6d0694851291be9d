// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/UploadGate.h"

#include "common/protocol/Codec.h"
#include "common/protocol/Ulid.h"
#include "server/domain/Hub.h"
#include "server/domain/ports/AttachmentSource.h"
#include "server/domain/ports/StorageQuota.h"
#include "server/files/Inspection.h"

#include <QCoroFuture>

namespace lectern {

using namespace Qt::StringLiterals;

UploadGate::UploadGate(Access &access, Hub &hub, StorageQuota &quota, const AttachmentSource &attachments,
                       qint64 sizeLimit, Pace pace)
    : m_access(access)
    , m_hub(hub)
    , m_quota(quota)
    , m_attachments(attachments)
    , m_sizeLimit(sizeLimit)
    , m_pace(pace)
{
}

QCoro::Task<Result<UploadGate::Permit>> UploadGate::admit(const HttpHead &request, QString roomCode,
                                                          qint64 bytes)
{
    const Result<Insider> uploader = co_await m_access.insider(request, roomCode);
    if (!uploader) co_return std::unexpected(uploader.error());
    if (!uploader->room.isOpen()) co_return problem(ErrorCode::RoomNotFound, u"this class has ended"_s);
    if (bytes > m_sizeLimit)
        co_return problem(ErrorCode::FileTooLarge, u"a file may have at most %1 bytes"_s.arg(m_sizeLimit));
    const quint64 person = qHash(uploader->person().id);
    if (m_pace.wait(person).count() > 0)
        co_return problem(ErrorCode::RateLimited, u"too many uploads at once: wait a moment"_s);
    m_pace.count(person);
    Permit permit{*uploader, {}};
    if (m_quota.isLimited()) {
        const QFuture<Result<payload::Usage>> asking = m_quota.admit(permit.uploader.room.id, bytes);
        const Result<payload::Usage> usage = co_await asking;
        if (!usage) co_return std::unexpected(usage.error());
        m_hub.tellUsage(permit.uploader.room.id, *usage);
        permit.usage = *usage;
    }
    co_return permit;
}

FileRecord UploadGate::announced(const Permit &permit, const QString &name, const QString &contentType,
                                 qint64 bytes) const
{
    FileRecord record;
    record.id = newUlid();
    record.roomId = permit.uploader.room.id;
    record.uploaderId = permit.uploader.person().id;
    record.name = cleanFileName(name);
    record.contentType = cleanContentType(contentType);
    record.size = bytes;
    record.createdAt = QDateTime::currentDateTimeUtc();
    record.changedAt = record.createdAt;
    record.state = AttachmentState::Uploading;
    return record;
}

QJsonObject UploadGate::answer(const Permit &permit, const FileRecord &record) const
{
    Attachment attachment = attachmentOf(record);
    m_attachments.sign(attachment);
    QJsonObject json = toJson(attachment);
    if (permit.usage) json.insert(u"usage"_s, toJson(*permit.usage));
    return json;
}

} // namespace lectern
