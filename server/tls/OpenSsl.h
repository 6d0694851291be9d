// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

#include <memory>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace lectern::tls {

/// OpenSSL's things, let go of by themselves.
template <auto Free> struct Freer
{
    void operator()(auto *thing) const { Free(thing); }
};
using Bio = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using X509Certificate = std::unique_ptr<X509, Freer<X509_free>>;

inline Bio reader(const QByteArray &bytes)
{
    return Bio(BIO_new_mem_buf(bytes.constData(), int(bytes.size())));
}

inline X509Certificate readCertificate(const QByteArray &pem)
{
    return X509Certificate(PEM_read_bio_X509(reader(pem).get(), nullptr, nullptr, nullptr));
}

inline Key readKey(const QByteArray &pem)
{
    return Key(PEM_read_bio_PrivateKey(reader(pem).get(), nullptr, nullptr, nullptr));
}

} // namespace lectern::tls
