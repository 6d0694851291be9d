// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

#include <QtCore/QList>

namespace lectern {

/// What was sent and not yet acknowledged, in the order in which it was sent.
class PendingMessages
{
public:
    /// Keeps the message; gives it a `ref` of its own unless it has one. Returns the kept one.
    const Message &add(Message message);
    /// Acknowledged or refused: either way it is not sent again. False when no such `ref` waits.
    bool settle(const QString &ref);
    void clear() { m_messages.clear(); }

    const QList<Message> &inOrder() const { return m_messages; }
    int count() const { return int(m_messages.size()); }

private:
    QList<Message> m_messages;
};

} // namespace lectern
