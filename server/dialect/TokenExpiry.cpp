// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/TokenExpiry.h"

#include <algorithm>
#include <chrono>

namespace lectern {

TokenExpiry::TokenExpiry()
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &TokenExpiry::wait);
}

void TokenExpiry::expireAt(const QDateTime &time)
{
    m_time = time;
    m_timer.stop();
    if (time.isValid()) m_timer.start(0);
}

void TokenExpiry::wait()
{
    const qint64 left = QDateTime::currentDateTimeUtc().msecsTo(m_time);
    if (left <= 0) return Q_EMIT expired();
    constexpr qint64 kLongest = 24 * 3600 * 1000; // a timer's interval is an int
    m_timer.start(std::chrono::milliseconds(std::min(left, kLongest)));
}

} // namespace lectern
