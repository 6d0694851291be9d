// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/LiveTokens.h"

#include "common/client/WhenDone.h"
#include "server/store/Accounts.h"
#include "server/store/RevokedTokens.h"

#include <utility>

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

LiveTokens::LiveTokens(Accounts &accounts, RevokedTokens &revoked, std::chrono::milliseconds interval)
    : m_accounts(accounts)
    , m_revoked(revoked)
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &LiveTokens::look);
}

void LiveTokens::watch(QObject *session, const TokenClaims &claims, Stopped stopped)
{
    m_ends.set(session, claims.expiresAt, [this, session, stopped] {
        forget(session);
        stopped({ErrorCode::TokenExpired, u"the token has expired"_s});
    });
    if (!claims.roomId.isEmpty() || claims.id.isEmpty()) return;
    if (!m_watched.contains(session))
        connect(session, &QObject::destroyed, this, [this, session] { m_watched.remove(session); });
    m_watched.insert(session, {claims, std::move(stopped)});
    if (!m_timer.isActive()) m_timer.start();
}

void LiveTokens::forget(QObject *session)
{
    if (m_watched.remove(session)) disconnect(session, &QObject::destroyed, this, nullptr);
    m_ends.forget(session);
}

void LiveTokens::look()
{
    if (m_watched.isEmpty()) return m_timer.stop();
    if (std::exchange(m_looking, true)) {
        m_again = true;
        return;
    }
    Round round;
    QStringList tokens;
    for (const Watched &watched : std::as_const(m_watched)) {
        round.asked.insert(watched.claims.person.id);
        tokens.append(watched.claims.id);
    }
    whenDone(m_accounts.generations(round.asked.values()), this,
             [this, tokens, round](const Result<QHash<QString, int>> &generations) mutable {
                 if (!generations) return finish();
                 round.generations = *generations;
                 whenDone(m_revoked.among(tokens), this,
                          [this, round](const Result<QSet<QString>> &revoked) mutable {
                              if (!revoked) return finish();
                              round.revoked = *revoked;
                              end(round);
                              finish();
                          });
             });
}

void LiveTokens::finish()
{
    m_looking = false;
    if (std::exchange(m_again, false)) look();
}

void LiveTokens::end(const Round &round)
{
    // Who is told closes a session, and may take others with it.
    const QList<QObject *> sessions = m_watched.keys();
    for (QObject *session : sessions) {
        const auto watched = m_watched.constFind(session);
        if (watched == m_watched.cend() || round.holds(watched->claims)) continue;
        const auto stopped = watched->stopped;
        forget(session);
        stopped({ErrorCode::Unauthorized, u"the token does not work any more: sign in again"_s});
    }
}

bool LiveTokens::Round::holds(const TokenClaims &claims) const
{
    if (!asked.contains(claims.person.id)) return true; // has come since
    const auto generation = generations.constFind(claims.person.id);
    return generation != generations.cend() && *generation <= claims.generation &&
           !revoked.contains(claims.id);
}

} // namespace lectern
