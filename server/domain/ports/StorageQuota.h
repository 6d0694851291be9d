// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"
#include "common/protocol/Problem.h"

#include <QtCore/QFuture>
#include <QtCore/QString>

namespace lectern {

/// How much may be stored: in a room, and in all of them.
class StorageQuota
{
public:
    virtual ~StorageQuota() = default;

    /// False: everything is admitted, and nobody needs to ask.
    virtual bool isLimited() const = 0;

    /// Whether that many bytes more may be stored: the room's use with them. `storage_unavailable` says which
    /// quota is full, how much is used and how much allowed. What is under way at the same time may pass it.
    virtual QFuture<Result<payload::Usage>> admit(QString roomId, qint64 bytes) = 0;

    virtual QFuture<Result<payload::Usage>> usage(QString roomId) = 0;
};

} // namespace lectern
