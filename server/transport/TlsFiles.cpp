// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/TlsFiles.h"

#include "server/tls/KeyPair.h"

#include <QtCore/QFile>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Problem> misfit(const QString &key, const QString &file, const QString &expected)
{
    return problem(ErrorCode::BadRequest, u"%1 = \"%2\": expected %3"_s.arg(key, file, expected));
}

Result<QByteArray> contents(const QString &key, const QString &name)
{
    QFile file(name);
    if (file.open(QIODevice::ReadOnly)) return file.readAll();
    return misfit(key, name, u"a file that can be read: "_s + file.errorString());
}

} // namespace

Result<QSslConfiguration> loadTls(const QString &certificateFile, const QString &keyFile)
{
    const auto certificate = contents(u"tls.cert"_s, certificateFile);
    if (!certificate) return std::unexpected(certificate.error());
    const auto chain = QSslCertificate::fromData(*certificate, QSsl::Pem);
    if (chain.isEmpty()) return misfit(u"tls.cert"_s, certificateFile, u"a file with a certificate in PEM"_s);

    const auto pem = contents(u"tls.key"_s, keyFile);
    if (!pem) return std::unexpected(pem.error());
    QSslKey key;
    for (const auto algorithm : {QSsl::Rsa, QSsl::Ec})
        if (key.isNull()) key = QSslKey(*pem, algorithm);
    if (key.isNull())
        return misfit(u"tls.key"_s, keyFile, u"a file with a private key in PEM, without a password"_s);
    if (!tls::belongTogether(*certificate, *pem))
        return misfit(u"tls.key"_s, keyFile, u"the key of tls.cert = \"%1\""_s.arg(certificateFile));

    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(key);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    return tls;
}

} // namespace lectern
