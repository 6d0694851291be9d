// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/SignedLink.h"

#include <QtCore/QMessageAuthenticationCode>

#include <sodium.h>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QByteArray hmac(const QByteArray &key, const QByteArray &text)
{
    return QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256);
}

QByteArray signature(const QByteArray &key, const QString &fileId, const QByteArray &seconds)
{
    return hmac(key, fileId.toUtf8() + '\n' + seconds)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

SignedLink::SignedLink(const QByteArray &secret)
    : m_key(hmac(secret, "lectern file link v1"_ba))
{
}

QString SignedLink::make(const QString &fileId, const QDateTime &expiresAt) const
{
    const QByteArray seconds = QByteArray::number(expiresAt.toSecsSinceEpoch());
    return "/api/v1/files/%1?exp=%2&sig=%3"_L1.arg(fileId, QLatin1StringView(seconds),
                                                   QLatin1StringView(signature(m_key, fileId, seconds)));
}

bool SignedLink::check(const QString &fileId, const QUrlQuery &query, const QDateTime &now) const
{
    const QByteArray seconds = query.queryItemValue(u"exp"_s).toUtf8();
    const QByteArray given = query.queryItemValue(u"sig"_s).toUtf8();
    const QByteArray expected = signature(m_key, fileId, seconds);
    if (given.size() != expected.size()) return false;
    if (sodium_memcmp(given.constData(), expected.constData(), std::size_t(expected.size())) != 0)
        return false;
    return now.toSecsSinceEpoch() < seconds.toLongLong();
}

} // namespace lectern
