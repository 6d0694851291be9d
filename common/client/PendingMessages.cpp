// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/client/PendingMessages.h"

#include "common/protocol/Ulid.h"

namespace lectern {

const Message &PendingMessages::add(Message message)
{
    if (message.ref.isEmpty()) message.ref = newUlid();
    m_messages.append(std::move(message));
    return m_messages.constLast();
}

bool PendingMessages::settle(const QString &ref)
{
    return m_messages.removeIf([&](const Message &message) { return message.ref == ref; }) > 0;
}

} // namespace lectern
