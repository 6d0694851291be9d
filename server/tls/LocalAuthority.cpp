// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tls/LocalAuthority.h"

#include "server/tls/OpenSsl.h"

#include <QtNetwork/QHostAddress>
#include <QtNetwork/QSslCertificate>

#include <openssl/rand.h>

namespace lectern::tls {

using namespace Qt::StringLiterals;

namespace {

constexpr long kDay = 86'400;
constexpr long kAuthorityDays = 3653;
constexpr long kServerDays = 820;
constexpr auto kThisV4 = "/255.255.255.255";
constexpr auto kThisV6 = "/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";

QByteArray pem(const auto &write)
{
    const Bio out(BIO_new(BIO_s_mem()));
    if (!out || write(out.get()) != 1) return {};
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(out.get(), &bytes);
    return {bytes, qsizetype(size)};
}

bool addExtension(X509 *certificate, X509 *issuer, int kind, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, &context, kind, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// With subject, time, a random number and the key; not signed yet.
X509Certificate begin(EVP_PKEY *key, const QByteArray &commonName, long days)
{
    X509Certificate certificate(X509_new());
    if (!certificate) return {};
    X509_set_version(certificate.get(), X509_VERSION_3);
    unsigned char serial[16];
    RAND_bytes(serial, sizeof serial);
    serial[0] &= 0x7f; // positive
    const std::unique_ptr<BIGNUM, Freer<BN_free>> number(BN_bin2bn(serial, sizeof serial, nullptr));
    BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate.get()));
    // An hour back: clocks of a school differ.
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), days * kDay);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME *subject = X509_get_subject_name(certificate.get());
    const auto add = [subject](const char *field, const QByteArray &value) {
        X509_NAME_add_entry_by_txt(subject, field, MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char *>(value.constData()),
                                   int(value.size()), -1, 0);
    };
    add("O", "Lectern");
    add("CN", commonName.left(64)); // no longer ones by RFC 5280
    return certificate;
}

Result<IssuedPair> finish(X509Certificate certificate, X509 *issuer, EVP_PKEY *signer, EVP_PKEY *key)
{
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer));
    if (X509_sign(certificate.get(), signer, EVP_sha256()) == 0)
        return problem(ErrorCode::Internal, u"the certificate cannot be signed"_s);
    return IssuedPair{pem([&](BIO *out) { return PEM_write_bio_X509(out, certificate.get()); }),
                      pem([&](BIO *out) {
                          return PEM_write_bio_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
                      })};
}

bool isAddress(const QString &name)
{
    return !QHostAddress(name).isNull();
}

/// What browsers take for a network's own, and this machine.
QByteArray permitted(const QStringList &names)
{
    QByteArray value =
        "critical,permitted;IP:10.0.0.0/255.0.0.0,permitted;IP:172.16.0.0/255.240.0.0,"
        "permitted;IP:192.168.0.0/255.255.0.0,permitted;IP:169.254.0.0/255.255.0.0,"
        "permitted;IP:127.0.0.0/255.0.0.0,permitted;IP:fc00::/fe00::,permitted;IP:fe80::/ffc0::,"
        "permitted;IP:::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,permitted;DNS:localhost";
    for (const QString &name : names) {
        const QHostAddress address(name);
        const bool isV4 = address.protocol() == QAbstractSocket::IPv4Protocol;
        if (address.isNull())
            value += ",permitted;DNS:" + name.toUtf8();
        else
            value += ",permitted;IP:" + name.toUtf8() + (isV4 ? kThisV4 : kThisV6);
    }
    return value;
}

} // namespace

Result<IssuedPair> makeAuthority(const QStringList &namesAndAddresses)
{
    const Key key(EVP_EC_gen("P-256"));
    const QByteArray title = "Lectern of " + namesAndAddresses.value(0, u"this school"_s).toUtf8();
    X509Certificate certificate = key ? begin(key.get(), title, kAuthorityDays) : nullptr;
    X509 *self = certificate.get();
    if (!self || !addExtension(self, self, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") ||
        !addExtension(self, self, NID_key_usage, "critical,keyCertSign,cRLSign") ||
        !addExtension(self, self, NID_subject_key_identifier, "hash") ||
        !addExtension(self, self, NID_name_constraints, permitted(namesAndAddresses)))
        return problem(ErrorCode::Internal,
                       u"no certificate authority can be made for %1"_s.arg(namesAndAddresses.join(u", "_s)));
    return finish(std::move(certificate), self, key.get(), key.get());
}

Result<IssuedPair> issueServer(const IssuedPair &authority, const QStringList &namesAndAddresses)
{
    const X509Certificate issuer = readCertificate(authority.certificate);
    const Key signer = readKey(authority.key);
    if (!issuer || !signer || X509_check_private_key(issuer.get(), signer.get()) != 1)
        return problem(ErrorCode::BadRequest,
                       u"the certificate authority's two files do not fit each other"_s);

    QByteArrayList names;
    for (const QString &name : namesAndAddresses)
        names += (isAddress(name) ? "IP:" : "DNS:") + name.toUtf8();
    const Key key(EVP_EC_gen("P-256"));
    X509Certificate certificate =
        key ? begin(key.get(), namesAndAddresses.value(0).toUtf8(), kServerDays) : nullptr;
    X509 *made = certificate.get();
    if (!made || !addExtension(made, issuer.get(), NID_basic_constraints, "critical,CA:FALSE") ||
        !addExtension(made, issuer.get(), NID_key_usage, "critical,digitalSignature") ||
        !addExtension(made, issuer.get(), NID_ext_key_usage, "serverAuth") ||
        !addExtension(made, issuer.get(), NID_authority_key_identifier, "keyid") ||
        !addExtension(made, issuer.get(), NID_subject_alt_name, names.join(',')))
        return problem(ErrorCode::BadRequest,
                       u"no certificate can be made for %1"_s.arg(namesAndAddresses.join(u", "_s)));
    return finish(std::move(certificate), issuer.get(), signer.get(), key.get());
}

QString fingerprint(const QByteArray &certificate)
{
    const QSslCertificate read(certificate);
    return read.isNull() ? QString()
                         : QString::fromLatin1(read.digest(QCryptographicHash::Sha256).toHex(':').toUpper());
}

} // namespace lectern::tls
