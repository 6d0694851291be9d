// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/Sequencer.h"

namespace lectern {

Sequencer::Sequencer(std::function<void(const EnvelopePtr &)> deliver, std::function<void(qint64)> hole)
    : m_deliver(std::move(deliver))
    , m_hole(std::move(hole))
{
}

void Sequencer::arrived(const EnvelopePtr &envelope)
{
    const qint64 seq = envelope->message().seq;
    if (seq <= m_delivered) return;
    if (seq == m_delivered + 1 && !m_filling) {
        m_delivered = seq;
        m_deliver(envelope);
        drain();
        return;
    }
    m_early.emplace(seq, envelope);
    m_arrivedMeanwhile = m_filling;
    refill();
}

void Sequencer::refill()
{
    if (std::exchange(m_filling, true)) return;
    m_arrivedMeanwhile = false;
    m_hole(m_delivered);
}

void Sequencer::fill(const QList<Message> &missed, bool more)
{
    const qint64 before = m_delivered;
    m_filling = false;
    for (const auto &message : missed) {
        if (message.seq <= m_delivered) continue;
        m_delivered = message.seq;
        m_deliver(seal(message));
    }
    m_early.erase(m_early.begin(), m_early.upper_bound(m_delivered));
    drain();
    const bool mayHoldTheRest = m_delivered > before || m_arrivedMeanwhile;
    if (more || (!m_early.empty() && mayHoldTheRest)) return refill();
    m_early.clear();
}

void Sequencer::drain()
{
    while (!m_early.empty() && m_early.begin()->first == m_delivered + 1) {
        const auto envelope = m_early.begin()->second;
        m_early.erase(m_early.begin());
        m_delivered = envelope->message().seq;
        m_deliver(envelope);
    }
}

} // namespace lectern
