// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/TlsFiles.h"

#include <QtCore/QFile>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>

namespace lectern {

using namespace Qt::StringLiterals;

Result<QSslConfiguration> loadTls(const QString &certificateFile, const QString &keyFile)
{
    const auto chain = QSslCertificate::fromPath(certificateFile, QSsl::Pem);
    if (chain.isEmpty())
        return problem(
            ErrorCode::BadRequest,
            u"tls.cert = \"%1\": expected a file with a certificate in PEM"_s.arg(certificateFile));

    QFile file(keyFile);
    const QByteArray pem = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    QSslKey key;
    for (const auto algorithm : {QSsl::Rsa, QSsl::Ec})
        if (key.isNull()) key = QSslKey(pem, algorithm);
    if (key.isNull())
        return problem(
            ErrorCode::BadRequest,
            u"tls.key = \"%1\": expected a file with a private key in PEM, without a password"_s.arg(
                keyFile));

    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(key);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    return tls;
}

} // namespace lectern
