// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/TrustedProxies.h"

#include "server/transport/Http.h"

#include <algorithm>

namespace lectern {

namespace {

/// An IPv4 address as such, also where a socket for both kinds has it mapped.
QHostAddress plain(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    return isV4 ? QHostAddress(v4) : address;
}

/// All fields of that name are one list.
QByteArrayList forwardedFor(const HttpHeaders &headers)
{
    QByteArrayList addresses;
    for (const auto &[name, value] : headers.fields())
        if (name.compare("X-Forwarded-For", Qt::CaseInsensitive) == 0) addresses += value.split(',');
    return addresses;
}

} // namespace

std::optional<TrustedProxies> TrustedProxies::of(const QStringList &networks)
{
    TrustedProxies proxies;
    for (const QString &text : networks) {
        const auto network = QHostAddress::parseSubnet(text);
        if (network.second < 0) return std::nullopt;
        proxies.m_networks.append({network.first, network.second});
    }
    return proxies;
}

QHostAddress TrustedProxies::client(const QHostAddress &peer, const HttpHeaders &headers) const
{
    QHostAddress client = plain(peer);
    QByteArrayList hops = forwardedFor(headers);
    while (trusts(client) && !hops.isEmpty()) {
        const QHostAddress before(QString::fromLatin1(hops.takeLast().trimmed()));
        if (before.isNull()) break;
        client = plain(before);
    }
    return client;
}

bool TrustedProxies::trusts(const QHostAddress &address) const
{
    return std::ranges::any_of(
        m_networks, [&](const auto &network) { return address.isInSubnet(network.first, network.second); });
}

} // namespace lectern
