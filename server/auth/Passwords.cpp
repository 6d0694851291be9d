// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Passwords.h"

#include <QtCore/QPromise>
#include <QtCore/QThreadPool>

#include <sodium.h>

#include <array>
#include <memory>

namespace lectern::passwords {

namespace {

/// The same password typed on another system may come in another Unicode form.
QByteArray bytesOf(const QString &password)
{
    return password.normalized(QString::NormalizationForm_KC).toUtf8();
}

template <typename T> QFuture<T> onPool(std::function<T()> work)
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return promise->future();
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
    return onPool<QString>([password] { return hashNow(bytesOf(password)); });
}

QFuture<bool> verify(QString hash, QString password)
{
    return onPool<bool>([hash, password] { return verifyNow(hash.toLatin1(), bytesOf(password)); });
}

} // namespace lectern::passwords
