// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Tokens.h"

#include "common/protocol/Ulid.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryFile>

#include <jwt.h>
#include <sodium.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <memory>
#include <unistd.h>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kSecretBytes = 32;
constexpr qsizetype kShortestSecret = 32; ///< RFC 7518 section 3.2: as long as the hash
constexpr qsizetype kLongestToken = 4'096;

using Jwt = std::unique_ptr<jwt_t, decltype(&jwt_free)>;
using Text = std::unique_ptr<char, decltype(&std::free)>;

std::unexpected<Problem> refused()
{
    return problem(ErrorCode::Unauthorized, u"The token is not valid."_s);
}

const unsigned char *keyOf(const QByteArray &secret)
{
    return reinterpret_cast<const unsigned char *>(secret.constData());
}

/// A claim that is a text; nothing when it is missing or another type (errno tells which).
std::optional<QString> textOf(jwt_t *jwt, const char *name)
{
    const char *text = jwt_get_grant(jwt, name);
    return text ? std::optional(QString::fromUtf8(text)) : std::nullopt;
}

/// A claim that is a number. A NumericDate (RFC 7519, section 2) may have a fraction, which the library gives
/// as text only.
std::optional<double> numberOf(jwt_t *jwt, const char *name)
{
    const long whole = jwt_get_grant_int(jwt, name);
    if (whole != 0 && errno == 0) return double(whole); // 0 is said of all other types, too
    const Text text(jwt_get_grants_json(jwt, name), std::free);
    bool isNumber = false;
    const double number = QByteArray(text.get()).toDouble(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

QDateTime timeOf(double seconds)
{
    constexpr double kLast = 253'402'300'799; // 9999-12-31T23:59:59Z
    return QDateTime::fromSecsSinceEpoch(qint64(std::clamp(seconds, 0.0, kLast)), Qt::UTC);
}

/// The claims with the types they must have; nothing when one is missing or another type.
std::optional<TokenClaims> claimsOf(jwt_t *jwt)
{
    const auto room = textOf(jwt, "room");
    if (!room && errno != ENOENT) return std::nullopt;
    const auto sub = textOf(jwt, "sub"), name = textOf(jwt, "name"), typ = textOf(jwt, "typ"),
               jti = textOf(jwt, "jti");
    const auto gen = numberOf(jwt, "gen"), iat = numberOf(jwt, "iat"), exp = numberOf(jwt, "exp");
    if (!sub || !name || !typ || !jti || !gen || !iat || !exp) return std::nullopt;
    const auto type = fromString<PersonType>(*typ);
    if (sub->isEmpty() || !type || *type == PersonType::System) return std::nullopt;
    const bool isGeneration =
        *gen >= 0 && *gen <= std::numeric_limits<int>::max() && *gen == std::floor(*gen);
    if (!isGeneration) return std::nullopt;

    TokenClaims claims;
    claims.person = {*sub, *name, *type};
    claims.roomId = room.value_or(QString());
    claims.generation = int(*gen);
    claims.id = *jti;
    claims.issuedAt = timeOf(*iat);
    claims.expiresAt = timeOf(*exp);
    return claims;
}

Result<QByteArray> readSecret(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return problem(ErrorCode::Internal,
                       u"JWT secret file %1 cannot be read: %2"_s.arg(path, file.errorString()));
    QByteArray secret = file.readAll().trimmed();
    if (secret.size() < kShortestSecret)
        return problem(
            ErrorCode::Internal,
            u"JWT secret file %1 holds %2 characters; at least %3 are needed (remove it to have one made)"_s
                .arg(path)
                .arg(secret.size())
                .arg(kShortestSecret));
    return secret;
}

QByteArray randomSecret()
{
    QByteArray bytes(kSecretBytes, Qt::Uninitialized);
    if (sodium_init() < 0) return {};
    randombytes_buf(bytes.data(), std::size_t(bytes.size()));
    return bytes.toHex();
}

/// Whole or not at all, and never over one that another node made in the same moment.
Result<void> writeSecret(const QString &path)
{
    const auto failed = [&path](const QString &why) {
        return problem(ErrorCode::Internal, u"JWT secret file %1 cannot be made: %2"_s.arg(path, why));
    };
    const QByteArray secret = randomSecret();
    if (secret.isEmpty()) return failed(u"no random numbers"_s);
    QTemporaryFile file(path + u".XXXXXX"_s); // 0600 from the start
    if (!file.open()) return failed(file.errorString());
    if (file.write(secret + '\n') < 0 || !file.flush() || ::fsync(file.handle()) != 0)
        return failed(file.errorString());
    if (::link(QFile::encodeName(file.fileName()).constData(), QFile::encodeName(path).constData()) != 0 &&
        errno != EEXIST)
        return failed(qt_error_string(errno));
    return {};
}

} // namespace

Tokens::Tokens(QByteArray secret)
    : m_secret(std::move(secret))
{
}

Result<QByteArray> Tokens::loadOrCreateSecret(const QString &path)
{
    if (!QFile::exists(path)) {
        if (const auto written = writeSecret(path); !written) return std::unexpected(written.error());
    }
    return readSecret(path);
}

QString Tokens::issue(const TokenClaims &claims) const
{
    QJsonObject object{{"jti"_L1, newUlid()},
                       {"sub"_L1, claims.person.id},
                       {"name"_L1, claims.person.name},
                       {"typ"_L1, wireName(claims.person.type)},
                       {"gen"_L1, claims.generation},
                       {"iat"_L1, claims.issuedAt.toSecsSinceEpoch()},
                       {"exp"_L1, claims.expiresAt.toSecsSinceEpoch()}};
    if (!claims.roomId.isEmpty()) object.insert("room"_L1, claims.roomId);

    jwt_t *made = nullptr;
    if (jwt_new(&made) != 0) return {};
    const Jwt jwt(made, jwt_free);
    if (jwt_add_grants_json(jwt.get(), QJsonDocument(object).toJson(QJsonDocument::Compact).constData()) != 0)
        return {};
    if (jwt_set_alg(jwt.get(), JWT_ALG_HS256, keyOf(m_secret), int(m_secret.size())) != 0) return {};
    const Text token(jwt_encode_str(jwt.get()), std::free);
    return QString::fromLatin1(token.get());
}

Result<TokenClaims> Tokens::verify(const QString &token) const
{
    if (token.isEmpty() || token.size() > kLongestToken) return refused();
    for (const QChar c : token)
        if (c.unicode() > 0x7f) return refused();

    jwt_t *decoded = nullptr;
    if (jwt_decode(&decoded, token.toLatin1().constData(), keyOf(m_secret), int(m_secret.size())) != 0)
        return refused();
    const Jwt jwt(decoded, jwt_free);
    // The library accepts whatever HMAC the token names.
    if (jwt_get_alg(jwt.get()) != JWT_ALG_HS256) return refused();

    const auto claims = claimsOf(jwt.get());
    if (!claims) return refused();
    if (claims->expiresAt <= QDateTime::currentDateTimeUtc())
        return problem(ErrorCode::TokenExpired, u"The token has expired: sign in again."_s);
    return *claims;
}

} // namespace lectern
