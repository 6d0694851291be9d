// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/TokenLife.h"

#include <algorithm>
#include <chrono>

namespace lectern {

using namespace Qt::StringLiterals;

TokenLife::TokenLife()
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &TokenLife::wait);
}

void TokenLife::follow(const TokenClaims &claims, const Watch &watch)
{
    m_expiresAt = claims.expiresAt;
    m_timer.stop();
    if (m_expiresAt.isValid()) m_timer.start(0);
    watch(this, claims, [this] {
        Q_EMIT ended({ErrorCode::Unauthorized, u"the token does not work any more: sign in again"_s});
    });
}

void TokenLife::wait()
{
    const qint64 left = QDateTime::currentDateTimeUtc().msecsTo(m_expiresAt);
    if (left <= 0) return Q_EMIT ended({ErrorCode::TokenExpired, u"the token has expired"_s});
    constexpr qint64 kLongest = 24 * 3600 * 1000; // a timer's interval is an int
    m_timer.start(std::chrono::milliseconds(std::min(left, kLongest)));
}

} // namespace lectern
