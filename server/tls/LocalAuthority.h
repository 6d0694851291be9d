// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

namespace lectern::tls {

/// A certificate and its key, in PEM.
struct IssuedPair
{
    QByteArray certificate;
    QByteArray key;
};

/// A certificate authority for one school's network, for ten years. What it signs counts for these names
/// and addresses, and for private and loopback addresses, alone, so that whoever trusts it need not trust it
/// with the rest of the web. P-256.
Result<IssuedPair> makeAuthority(const QStringList &namesAndAddresses);

/// A server's certificate for these names and addresses, for 820 days: browsers take no longer ones.
Result<IssuedPair> issueServer(const IssuedPair &authority, const QStringList &namesAndAddresses);

/// SHA-256 of the certificate as people compare it: AB:CD:… Empty for what is no certificate.
QString fingerprint(const QByteArray &certificate);

} // namespace lectern::tls
