// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/FileRow.h"

namespace lectern::filerow {

using namespace Qt::StringLiterals;

FileRecord read(const SqlRow &row)
{
    FileRecord record;
    record.id = row.value(0).toString();
    record.roomId = row.value(1).toString();
    record.uploaderId = row.value(2).toString();
    record.name = row.value(3).toString();
    record.contentType = row.value(4).toString();
    record.size = row.value(5).toLongLong();
    record.sha256 = row.value(6).toString();
    record.width = row.value(7).toInt();
    record.height = row.value(8).toInt();
    record.createdAt = sql::toTime(row.value(9));
    record.state = fromString<AttachmentState>(row.value(10).toString()).value_or(AttachmentState::Failed);
    record.changedAt = sql::toTime(row.value(11));
    record.uploadLength = row.value(12).toLongLong();
    return record;
}

Result<void> refresh(Sql &sql, QList<Message> &messages)
{
    for (Message &message : messages) {
        if (!message.attachment) continue;
        const auto file = sql.row<FileRecord>(u"SELECT " LECTERN_FILE_COLUMNS "WHERE id = ?"_s,
                                              {message.attachment->id}, read);
        if (!file) return std::unexpected(file.error());
        if (*file)
            message.attachment = attachmentOf(**file);
        else
            message.attachment->state = AttachmentState::Failed;
    }
    return {};
}

} // namespace lectern::filerow
