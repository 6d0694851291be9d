// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/EchoFilter.h"

#include <algorithm>

namespace lectern {

quint64 EchoFilter::expect(const QByteArray &channel, const QByteArray &payload)
{
    m_expected[channel].enqueue({++m_last, std::chrono::steady_clock::now(), payload});
    return m_last;
}

void EchoFilter::giveUp(const QByteArray &channel, quint64 number)
{
    const auto queue = m_expected.find(channel);
    if (queue == m_expected.end()) return;
    queue->removeIf([number](const Expected &expected) { return expected.number == number; });
    if (queue->isEmpty()) m_expected.erase(queue);
}

void EchoFilter::giveUpTo(quint64 number)
{
    for (auto queue = m_expected.begin(); queue != m_expected.end();) {
        queue->removeIf([number](const Expected &expected) { return expected.number <= number; });
        queue = queue->isEmpty() ? m_expected.erase(queue) : std::next(queue);
    }
}

std::optional<std::chrono::nanoseconds> EchoFilter::takeEcho(const QByteArray &channel,
                                                             const QByteArray &payload)
{
    const auto queue = m_expected.find(channel);
    if (queue == m_expected.end()) return {};
    const auto own = std::ranges::find(*queue, payload, &Expected::payload);
    if (own == queue->end()) return {};
    const auto age = std::chrono::steady_clock::now() - own->since;
    queue->erase(queue->begin(), own + 1);
    if (queue->isEmpty()) m_expected.erase(queue);
    return age;
}

} // namespace lectern
