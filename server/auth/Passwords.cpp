// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Passwords.h"

#include "server/ops/OnPool.h"

#include <sodium.h>

#include <array>

namespace lectern::passwords {

namespace {

/// The same password typed on another system may come in another Unicode form.
QByteArray bytesOf(const QString &password)
{
    return password.normalized(QString::NormalizationForm_KC).toUtf8();
}

QString hashNow(const QByteArray &password)
{
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (sodium_init() < 0) return {};
    if (crypto_pwhash_str(text.data(), password.constData(), static_cast<unsigned long long>(password.size()),
                          crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        return {};
    return QString::fromLatin1(text.data());
}

bool verifyNow(const QByteArray &hash, const QByteArray &password)
{
    if (hash.isEmpty()) {
        hashNow(password);
        return false;
    }
    if (sodium_init() < 0) return false;
    return crypto_pwhash_str_verify(hash.constData(), password.constData(),
                                    static_cast<unsigned long long>(password.size())) == 0;
}

} // namespace

QFuture<QString> hash(QString password)
{
    return onPool(*QThreadPool::globalInstance(), [password] { return hashNow(bytesOf(password)); });
}

QFuture<bool> verify(QString hash, QString password)
{
    return onPool(*QThreadPool::globalInstance(),
                  [hash, password] { return verifyNow(hash.toLatin1(), bytesOf(password)); });
}

} // namespace lectern::passwords
