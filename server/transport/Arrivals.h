// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtNetwork/QHostAddress>

#include <memory>

namespace lectern {

/// Counts, by address, the connections whose request is still on its way, so that somebody who opens many and
/// says nothing does not take the places of all others. A whole school may share one address: what has said
/// what it wants is not counted.
class Arrivals
{
public:
    /// Counted until the last copy is gone.
    using Place = std::shared_ptr<const void>;

    /// `most`: of one address at a time; 0: no limit.
    explicit Arrivals(int most)
        : m_most(most)
    {
    }

    /// Null when that address has all its places. Of an IPv6 address the first 64 bits count: the others are
    /// its owner's to choose.
    Place enter(const QHostAddress &address);

private:
    using Counts = QHash<QHostAddress, int>;

    int m_most;
    std::shared_ptr<Counts> m_counts = std::make_shared<Counts>(); ///< shared, as a place may be left later
};

} // namespace lectern
