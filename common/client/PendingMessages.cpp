// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/client/PendingMessages.h"

#include "common/protocol/Ulid.h"

#include <algorithm>

namespace lectern {

const Message &PendingMessages::add(Message message)
{
    if (message.ref.isEmpty()) message.ref = newUlid();
    m_messages.append(std::move(message));
    return m_messages.constLast();
}

const Message *PendingMessages::nextToWrite() const
{
    const auto found = std::ranges::find_if(
        m_messages, [this](const Message &each) { return !m_written.contains(each.ref); });
    return found == m_messages.end() ? nullptr : &*found;
}

void PendingMessages::setWritten(const QString &ref)
{
    m_written.insert(ref);
}

bool PendingMessages::unwrite(const QString &ref)
{
    m_written.remove(ref);
    return std::ranges::find(m_messages, ref, &Message::ref) != m_messages.end();
}

void PendingMessages::clear()
{
    m_messages.clear();
    m_written.clear();
}

bool PendingMessages::settle(const QString &ref)
{
    m_written.remove(ref);
    return m_messages.removeIf([&](const Message &message) { return message.ref == ref; }) > 0;
}

} // namespace lectern
