// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/Deadlines.h"
#include "server/auth/Tokens.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QTimer>

#include <chrono>
#include <functional>

namespace lectern {

class Accounts;
class RevokedTokens;

/// The tokens by which somebody is connected, and when each of them stops working: it runs out, or an
/// account's is ended before its time (signed out, new password, account disabled or removed; on whatever
/// node, or by the command line), which is noticed at the next look.
class LiveTokens : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kInterval{2000}; ///< how often it looks by itself

    LiveTokens(Accounts &accounts, RevokedTokens &revoked, std::chrono::milliseconds interval = kInterval);

    /// `token_expired` or `unauthorized`.
    using Stopped = std::function<void(const Problem &why)>;

    /// `stopped` is called once, never from within this call, unless `session` is gone by then. Replaces what
    /// was watched for that session before. A guest's token only runs out: it goes with its place in the
    /// room. Nobody's does nothing.
    void watch(QObject *session, const TokenClaims &claims, Stopped stopped);

    /// Looks now, as something is known to have changed.
    void look();

private:
    struct Watched
    {
        TokenClaims claims;
        Stopped stopped;
    };

    /// What the database says of those who were watched when it was asked.
    struct Round
    {
        QSet<QString> asked; ///< accounts
        QHash<QString, int> generations;
        QSet<QString> revoked; ///< tokens

        bool holds(const TokenClaims &claims) const;
    };

    void forget(QObject *session);
    void end(const Round &round);
    void finish();

    Accounts &m_accounts;
    RevokedTokens &m_revoked;
    QHash<QObject *, Watched> m_watched;
    Deadlines m_ends;
    QTimer m_timer;
    bool m_looking = false;
    bool m_again = false; ///< asked to look while it did
};

} // namespace lectern
