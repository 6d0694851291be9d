// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tls/KeyPair.h"

#include "server/tls/OpenSsl.h"

namespace lectern::tls {

bool belongTogether(const QByteArray &certificatePem, const QByteArray &keyPem)
{
    const X509Certificate certificate = readCertificate(certificatePem);
    const Key key = readKey(keyPem);
    return certificate && key && X509_check_private_key(certificate.get(), key.get()) == 1;
}

} // namespace lectern::tls
