// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/RecentRefs.h"

#include <utility>

namespace lectern {

namespace {
constexpr std::size_t kRemembered = 1'024; ///< messages; a retry comes within seconds
}

RecentRefs::Begun RecentRefs::begin(const Message &message)
{
    if (message.ref.isEmpty()) return Begun::New;
    const auto [said, isNew] = m_said.try_emplace(keyOf(message));
    if (isNew) return Begun::New;
    return said->second.published ? Begun::Known : Begun::UnderWay;
}

void RecentRefs::wait(const Message &message, Waiting waiting)
{
    m_said[keyOf(message)].waiting.append(std::move(waiting));
}

void RecentRefs::settle(const Message &message, bool published)
{
    if (published) return learn(message);
    const auto said = m_said.find(keyOf(message));
    if (said == m_said.end() || said->second.published) return;
    const auto waiting = std::exchange(said->second.waiting, {});
    m_said.erase(said);
    for (const auto &call : waiting)
        call(std::nullopt);
}

void RecentRefs::learn(const Message &message)
{
    if (message.ref.isEmpty()) return;
    Said &said = m_said[keyOf(message)];
    if (said.published) return;
    said.published = message;
    const auto waiting = std::exchange(said.waiting, {});
    m_order.push_back(keyOf(message));
    if (m_order.size() > kRemembered) {
        m_said.erase(m_order.front());
        m_order.pop_front();
    }
    for (const auto &call : waiting)
        call(message);
}

} // namespace lectern
