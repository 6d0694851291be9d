// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/TokenLife.h"

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

void TokenLife::follow(const TokenClaims &claims, const Watch &watch)
{
    m_expiresAt = claims.expiresAt;
    m_timer.stop();
    if (m_expiresAt.isValid()) m_timer.start(0, this);
    watch(this, claims, [this] {
        Q_EMIT ended({ErrorCode::Unauthorized, u"the token does not work any more: sign in again"_s});
    });
}

void TokenLife::timerEvent(QTimerEvent *)
{
    m_timer.stop();
    const qint64 left = QDateTime::currentDateTimeUtc().msecsTo(m_expiresAt);
    if (left <= 0) return Q_EMIT ended({ErrorCode::TokenExpired, u"the token has expired"_s});
    constexpr qint64 kLongest = 24 * 3600 * 1000; // a timer's interval is an int
    m_timer.start(static_cast<int>(std::min(left, kLongest)), Qt::VeryCoarseTimer, this);
}

} // namespace lectern
