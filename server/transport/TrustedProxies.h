// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtCore/QStringList>
#include <QtNetwork/QHostAddress>

#include <optional>
#include <utility>

namespace lectern {

class HttpHeaders;

/// The proxies whose word about a client's address is taken.
class TrustedProxies
{
public:
    TrustedProxies() = default;

    /// Addresses and networks such as "192.168.0.5" or "10.0.0.0/8"; nothing if one of them is neither.
    static std::optional<TrustedProxies> of(const QStringList &networks);

    /// Who has asked: the peer itself, or, of a trusted proxy, the last address in X-Forwarded-For that is
    /// none of a trusted proxy. What a client claims before that, and what is no address, is not believed.
    QHostAddress client(const QHostAddress &peer, const HttpHeaders &headers) const;

private:
    bool trusts(const QHostAddress &address) const;

    QList<std::pair<QHostAddress, int>> m_networks;
};

} // namespace lectern
