// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

#include <QtCore/QUrl>

namespace lectern {

/// Where a reader stands in a room's numbering: which run of it (`epoch`) and the last number seen.
class RoomPosition
{
public:
    /// A welcome tells whether the numbering goes on from here or what follows starts afresh.
    void welcomed(const payload::Welcome &welcome);
    /// True for what is to be handed on: not numbered, or numbered beyond all before.
    bool accept(const Message &message);

    qint64 seq() const { return m_seq; }

    /// The address of the native WebSocket that goes on from here. `server`: http(s)://host:port.
    QUrl socketUrl(const QUrl &server, const QString &roomId) const;

private:
    QString m_epoch; ///< empty before the first welcome
    qint64 m_seq = 0;
};

} // namespace lectern
