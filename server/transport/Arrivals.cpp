// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/Arrivals.h"

#include <algorithm>

namespace lectern {

namespace {

QHostAddress ownerOf(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    if (isIpv4) return QHostAddress(ipv4);
    Q_IPV6ADDR bytes = address.toIPv6Address();
    std::fill(std::begin(bytes.c) + 8, std::end(bytes.c), quint8(0));
    return QHostAddress(bytes);
}

} // namespace

Arrivals::Place Arrivals::enter(const QHostAddress &address)
{
    const QHostAddress owner = ownerOf(address);
    int &count = (*m_counts)[owner];
    if (m_most > 0 && count >= m_most) return nullptr;
    ++count;
    return Place(this, [counts = m_counts, owner](const void *) {
        if (--(*counts)[owner] == 0) counts->remove(owner);
    });
}

} // namespace lectern
