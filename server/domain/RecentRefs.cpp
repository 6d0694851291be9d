// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/RecentRefs.h"

namespace lectern {

namespace {
constexpr qsizetype kRemembered = 1'024; ///< messages; a retry comes within seconds
}

bool RecentRefs::begin(const Message &message, Waiting waiting)
{
    if (message.ref.isEmpty()) return true;
    const QString id = key(message);
    if (const auto known = m_known.constFind(id); known != m_known.cend()) {
        waiting(*known);
        return false;
    }
    if (const auto before = m_underWay.find(id); before != m_underWay.end()) {
        before->append(std::move(waiting));
        return false;
    }
    m_underWay.insert(id, {});
    return true;
}

void RecentRefs::settle(const Message &message, bool published)
{
    if (message.ref.isEmpty()) return;
    if (published) remember(message);
    const auto waiting = m_underWay.take(key(message));
    for (const auto &call : waiting)
        call(published ? std::optional(message) : std::nullopt);
}

void RecentRefs::learn(const Message &message)
{
    if (!message.ref.isEmpty()) remember(message);
}

QString RecentRefs::key(const Message &message)
{
    return message.sender + QChar::LineFeed + message.ref;
}

void RecentRefs::remember(const Message &message)
{
    const QString id = key(message);
    if (m_known.contains(id)) return;
    m_known.insert(id, message);
    m_order.append(id);
    if (m_order.size() > kRemembered) m_known.remove(m_order.takeFirst());
}

} // namespace lectern
