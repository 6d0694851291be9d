// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/client/Backoff.h"

#include <QtCore/QRandomGenerator>

#include <algorithm>

namespace lectern {

double Backoff::next()
{
    const double ceiling = m_ceiling;
    m_ceiling = std::min(2 * ceiling, kLongest);
    return ceiling / 2 + QRandomGenerator::global()->bounded(ceiling / 2);
}

} // namespace lectern
