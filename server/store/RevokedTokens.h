// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QDateTime>
#include <QtCore/QFuture>
#include <QtCore/QSet>
#include <QtCore/QStringList>

namespace lectern {

class Database;

/// The table of tokens that were signed out before their time. Those that have expired since are forgotten.
class RevokedTokens
{
public:
    explicit RevokedTokens(Database &database);

    /// `tokenId`: the token's `jti`.
    QFuture<Result<void>> add(QString tokenId, QDateTime expiresAt);
    QFuture<Result<bool>> contains(QString tokenId);
    QFuture<Result<QSet<QString>>> among(QStringList tokenIds); ///< those that were signed out

private:
    Database &m_database;
};

} // namespace lectern
