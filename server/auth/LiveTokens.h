// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/Tokens.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QTimer>

#include <functional>

namespace lectern {

class Accounts;
class RevokedTokens;

/// The accounts' tokens by which somebody is connected. One that stops working before its time (signed out,
/// new password, account disabled or removed; on whatever node, or by the command line) is noticed within
/// seconds.
class LiveTokens : public QObject
{
    Q_OBJECT

public:
    LiveTokens(Accounts &accounts, RevokedTokens &revoked);

    /// `stopped` is called once, unless `session` is gone by then. Replaces what was watched for that session
    /// before. A guest's token is not watched: it goes with its place in the room;
    /// nor is who came without one.
    void watch(QObject *session, const TokenClaims &claims, std::function<void()> stopped);

private:
    struct Watched
    {
        TokenClaims claims;
        std::function<void()> stopped;
    };

    /// What the database says of those who were watched when it was asked.
    struct Round
    {
        QSet<QString> asked; ///< accounts
        QHash<QString, int> generations;
        QSet<QString> revoked; ///< tokens

        bool holds(const TokenClaims &claims) const;
    };

    void look();
    void end(const Round &round);

    Accounts &m_accounts;
    RevokedTokens &m_revoked;
    QHash<QObject *, Watched> m_watched;
    QTimer m_timer;
    bool m_looking = false;
};

} // namespace lectern
