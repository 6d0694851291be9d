// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/FileRecord.h"

namespace lectern {

Attachment attachmentOf(const FileRecord &record)
{
    Attachment attachment;
    attachment.id = record.id;
    attachment.name = record.name;
    attachment.contentType = record.contentType;
    attachment.state = record.state;
    attachment.size = record.size;
    attachment.width = record.width;
    attachment.height = record.height;
    if (record.state == AttachmentState::Ready) attachment.sha256 = record.sha256;
    return attachment;
}

} // namespace lectern
