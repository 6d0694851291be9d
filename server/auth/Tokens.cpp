// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Tokens.h"

#include "common/protocol/Ulid.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryFile>

#include <jwt.h>
#include <sodium.h>

#include <cstdlib>
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

/// The claims with the types they must have; nothing when one is missing or another type.
std::optional<TokenClaims> claimsFrom(const QJsonObject &object)
{
    const QJsonValue sub = object.value("sub"_L1), name = object.value("name"_L1),
                     typ = object.value("typ"_L1);
    const QJsonValue room = object.value("room"_L1), gen = object.value("gen"_L1);
    const QJsonValue jti = object.value("jti"_L1);
    const QJsonValue iat = object.value("iat"_L1), exp = object.value("exp"_L1);
    if (!sub.isString() || !name.isString() || !typ.isString() || !gen.isDouble() || !iat.isDouble() ||
        !exp.isDouble() || !jti.isString())
        return std::nullopt;
    if (!room.isUndefined() && !room.isString()) return std::nullopt;
    const auto type = fromString<PersonType>(typ.toString());
    if (sub.toString().isEmpty() || !type || *type == PersonType::System || gen.toInt(-1) < 0)
        return std::nullopt;

    TokenClaims claims;
    claims.person = {sub.toString(), name.toString(), *type};
    claims.roomId = room.toString();
    claims.generation = gen.toInt();
    claims.id = jti.toString();
    claims.issuedAt = QDateTime::fromSecsSinceEpoch(iat.toInteger(), Qt::UTC);
    claims.expiresAt = QDateTime::fromSecsSinceEpoch(exp.toInteger(), Qt::UTC);
    return claims;
}

Result<QByteArray> readSecret(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return problem(ErrorCode::Internal,
                       u"JWT secret file %1 cannot be read: %2"_s.arg(path, file.errorString()));
    const QByteArray secret = file.readAll().trimmed();
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

    const Text grants(jwt_get_grants_json(jwt.get(), nullptr), std::free);
    const auto claims = claimsFrom(QJsonDocument::fromJson(QByteArray(grants.get())).object());
    if (!claims) return refused();
    if (claims->expiresAt <= QDateTime::currentDateTimeUtc())
        return problem(ErrorCode::TokenExpired, u"The token has expired: sign in again."_s);
    return *claims;
}

} // namespace lectern
