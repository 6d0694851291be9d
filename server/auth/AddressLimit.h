// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/PaceTable.h"

#include <QtNetwork/QHostAddress>

namespace lectern {

/// Tells when something has happened too often at an address, which is an IPv4 one, or the /64 of an IPv6
/// one: one line of a provider.
class AddressLimit
{
public:
    using Clock = PaceTable::Clock;

    explicit AddressLimit(Pace pace, std::function<Clock::time_point()> now = Clock::now)
        : m_table(pace, std::move(now))
    {
    }

    /// Until it may happen there once more; zero: now.
    std::chrono::milliseconds wait(const QHostAddress &address) const
    {
        return m_table.wait(networkOf(address));
    }

    void count(const QHostAddress &address) { m_table.count(networkOf(address)); }

    qsizetype size() const { return m_table.size(); } ///< addresses that are remembered

private:
    static quint64 networkOf(const QHostAddress &address);

    PaceTable m_table;
};

} // namespace lectern
