// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

#include <QtCore/QList>
#include <QtCore/QSet>

namespace lectern {

/// What was sent and not yet acknowledged, in the order in which it was sent.
class PendingMessages
{
public:
    /// Keeps the message; gives it a `ref` of its own unless it has one. Returns the kept one.
    const Message &add(Message message);
    /// The first that was not written since unwriteAll(), or was given back; null: none. Good until a change.
    const Message *nextToWrite() const;
    void setWritten(const QString &ref);
    /// To be written once more. False when no such `ref` waits.
    bool unwrite(const QString &ref);
    /// Another line: what was written to the one before may never have come.
    void unwriteAll() { m_written.clear(); }
    /// Acknowledged or refused: either way it is not sent again. False when no such `ref` waits.
    bool settle(const QString &ref);
    void clear();

    int count() const { return int(m_messages.size()); }

private:
    QList<Message> m_messages;
    QSet<QString> m_written; ///< refs
};

} // namespace lectern
