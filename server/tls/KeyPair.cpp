// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tls/KeyPair.h"

#include "server/tls/OpenSsl.h"

#include <QtCore/QFile>

namespace lectern::tls {

namespace {

QByteArray contents(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

bool belongTogether(const QString &certificateFile, const QString &keyFile)
{
    const X509Certificate certificate = readCertificate(contents(certificateFile));
    const Key key = readKey(contents(keyFile));
    return certificate && key && X509_check_private_key(certificate.get(), key.get()) == 1;
}

} // namespace lectern::tls
