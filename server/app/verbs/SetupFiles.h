// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

namespace lectern::verbs {

/// Where `setup --tls local` puts what it makes: ca.crt, ca.key, server.crt, server.key in one folder.
struct TlsPlaces
{
    explicit TlsPlaces(const QString &folder);

    QString authority, authorityKey, certificate, key;
};

/// Makes the certificate for these names and addresses, and the authority that signs it unless there is one
/// already that counts for them. Keys are for their owner alone, the server's for the group of `folder`'s
/// parent, too. The authority's fingerprint.
Result<QString> makeCertificates(const QString &folder, const QStringList &namesAndAddresses);

/// Writes `text` in place of the file, which keeps its owner, group and mode.
Result<void> rewrite(const QString &file, const QByteArray &text);

/// This machine's name, as host and in .local, and its addresses on the networks that it is in.
QStringList ownNames();

/// What Avahi is told, so that consoles find the server by themselves (_lectern._tcp).
QByteArray avahiService(quint16 port, bool tls);

} // namespace lectern::verbs
