// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/domain/Person.h"

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtCore/QString>

namespace lectern {

/// What a token says of its bearer. On the wire: jti, sub, name, typ, room, gen, iat, exp.
struct TokenClaims
{
    Person person;
    QString roomId;     ///< a room's token is good for that room alone; empty: an account's token
    int generation = 0; ///< of the account's tokens
    QDateTime issuedAt;
    QDateTime expiresAt;
    QString id = {}; ///< names this token; issue() gives it one
};

/// Makes and checks the JWTs (HS256, RFC 7519) of this system. No other algorithm is accepted, "none" least.
class Tokens
{
public:
    explicit Tokens(QByteArray secret);

    /// Reads the secret, or makes one (32 random bytes in hexadecimal, mode 0600) where there is no file yet.
    static Result<QByteArray> loadOrCreateSecret(const QString &path);

    QString issue(const TokenClaims &claims) const;

    /// `unauthorized` for anything that is not ours, `token_expired` for what was.
    Result<TokenClaims> verify(const QString &token) const;

private:
    QByteArray m_secret;
};

} // namespace lectern
