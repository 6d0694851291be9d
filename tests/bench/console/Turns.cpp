// SPDX-License-Identifier: GPL-3.0-or-later
#include "Turns.h"

#include <QtCore/QAbstractEventDispatcher>

#include <algorithm>
#include <cmath>

namespace lectern::bench {

Turns::Turns()
{
    const auto *dispatcher = QAbstractEventDispatcher::instance();
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [this] {
        if (m_awake.isValid()) m_milliseconds.push_back(static_cast<double>(m_awake.nsecsElapsed()) / 1e6);
        m_awake.invalidate();
    });
}

double Turns::quantile(double part) const
{
    if (m_milliseconds.empty()) return 0;
    auto sorted = m_milliseconds;
    std::ranges::sort(sorted);
    const auto last = static_cast<double>(sorted.size() - 1);
    return sorted.at(static_cast<std::size_t>(std::ceil(last * part)));
}

} // namespace lectern::bench
