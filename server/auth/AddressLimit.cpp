// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/AddressLimit.h"

#include <QtCore/QtEndian>

namespace lectern {

quint64 AddressLimit::networkOf(const QHostAddress &address)
{
    // Nobody comes from an IPv6 network that begins like this: it is multicast.
    constexpr quint64 kV4 = Q_UINT64_C(0xfffffffe) << 32;
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4); // also of a mapped one
    if (isV4) return kV4 | v4;
    const Q_IPV6ADDR v6 = address.toIPv6Address();
    return qFromBigEndian<quint64>(v6.c);
}

} // namespace lectern
