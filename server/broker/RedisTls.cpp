// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/RedisTls.h"

#include <QtCore/QFile>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Problem> misfit(const QString &parameter, const QString &file, const QString &expected)
{
    return problem(ErrorCode::BadRequest, u"%1=%2: expected %3 in PEM"_s.arg(parameter, file, expected));
}

QSslKey readKey(const QString &path)
{
    QFile file(path);
    const QByteArray pem = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    QSslKey key(pem, QSsl::Rsa);
    return key.isNull() ? QSslKey(pem, QSsl::Ec) : key;
}

} // namespace

Result<QSslConfiguration> redisTls(const RedisAddress &address)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!address.caFile.isEmpty()) {
        const auto authorities = QSslCertificate::fromPath(address.caFile, QSsl::Pem);
        if (authorities.isEmpty()) return misfit(u"cacert"_s, address.caFile, u"certificates"_s);
        tls.setCaCertificates(authorities);
    }
    if (address.certFile.isEmpty()) return tls;
    const auto chain = QSslCertificate::fromPath(address.certFile, QSsl::Pem);
    if (chain.isEmpty()) return misfit(u"cert"_s, address.certFile, u"a certificate"_s);
    const QSslKey key = readKey(address.keyFile);
    if (key.isNull()) return misfit(u"key"_s, address.keyFile, u"a private key without a password"_s);
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(key);
    return tls;
}

} // namespace lectern
