// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

#include <QtCore/QDateTime>
#include <QtCore/QString>

namespace lectern {

/// What is known of an uploaded file; its bytes lie in the FileStore under their hash. A plain value.
struct FileRecord
{
    QString id; ///< ULID; also that of its upload
    QString roomId;
    QString uploaderId;
    QString name;        ///< as the uploader called it, cleaned
    QString contentType; ///< as its first bytes say; until it is ready, as the uploader announced
    qint64 size = 0;     ///< bytes; until it is ready, as announced
    QString sha256;      ///< 64 hexadecimal digits; empty while the bytes are not known
    int width = 0;       ///< pixels; 0: no picture
    int height = 0;
    QDateTime createdAt;
    AttachmentState state = AttachmentState::Ready;
    QDateTime changedAt;     ///< when the state changed, or the last bytes of the upload came
    qint64 uploadLength = 0; ///< bytes that a resumable upload announced; 0: it came in one request
};

/// What a message carries of a file; `url` is empty.
Attachment attachmentOf(const FileRecord &record);

} // namespace lectern
