// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/Pulse.h"

#include <algorithm>

namespace lectern {

void Pulse::react(const QString &personId, ReactionKind kind, const QDateTime &at)
{
    m_latest.insert(personId, {kind, at});
    Q_EMIT changed();
}

void Pulse::sample(const QDateTime &now)
{
    if (isSilent()) return;
    m_latest.removeIf([&now](const auto &entry) { return entry->at.addDuration(kLasting) < now; });
    const auto before = m_points.isEmpty() ? 0 : m_points.last().mood;
    const auto current = mood();
    if (before >= kDip && current < kDip) m_dips.append({now, current, m_what});
    m_points.append({now, current});
    if (m_points.size() > kPointsKept) m_points.removeFirst();
    if (m_dips.size() > kDipsKept) m_dips.removeFirst();
    Q_EMIT changed();
}

void Pulse::clear()
{
    m_latest.clear();
    m_points.clear();
    m_dips.clear();
    m_what.clear();
    Q_EMIT changed();
}

int Pulse::count(ReactionKind kind) const
{
    return static_cast<int>(
        std::ranges::count_if(m_latest, [kind](const Latest &latest) { return latest.kind == kind; }));
}

double Pulse::mood() const
{
    if (m_latest.isEmpty()) return 0;
    const auto lost = count(ReactionKind::Lost) + count(ReactionKind::Slower);
    return 1.0 - 2.0 * lost / static_cast<double>(m_latest.size());
}

} // namespace lectern
