// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"
#include "common/protocol/Problem.h"

#include <QtCore/QFuture>

#include <optional>

namespace lectern {

/// The uploaded files that messages may carry.
class AttachmentSource
{
public:
    virtual ~AttachmentSource() = default;

    /// Nothing when there is no such file in that room. `url` is empty: links expire, see url().
    virtual QFuture<Result<std::optional<Attachment>>> find(QString roomId, QString fileId) = 0;

    /// A link that works from now on for some hours, for the people of the file's room.
    virtual QString url(const QString &fileId) const = 0;

    /// A message that carried the file was deleted: the file goes, too, unless another one carries it.
    virtual void release(const QString &fileId) = 0;

    /// Gives the attachment its link, once there is something to read.
    void sign(Attachment &attachment) const
    {
        attachment.url = attachment.state == AttachmentState::Ready ? url(attachment.id) : QString();
    }
};

} // namespace lectern
