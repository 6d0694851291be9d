// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Deadlines.h"

#include <algorithm>

namespace lectern {

using namespace std::chrono_literals;

namespace {
constexpr std::chrono::milliseconds kLongestSleep = 1min; ///< somebody may set the clock, or close the lid
}

Deadlines::Deadlines()
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Deadlines::callDue);
}

void Deadlines::set(QObject *whose, const QDateTime &at, std::function<void()> due)
{
    forget(whose);
    if (!at.isValid()) return;
    connect(whose, &QObject::destroyed, this, &Deadlines::take);
    m_places.insert(whose, m_entries.emplace(at, Entry{whose, std::move(due)}));
    arm();
}

void Deadlines::forget(QObject *whose)
{
    if (!m_places.contains(whose)) return;
    disconnect(whose, &QObject::destroyed, this, nullptr);
    take(whose);
}

void Deadlines::take(QObject *whose)
{
    m_entries.erase(m_places.take(whose));
}

void Deadlines::callDue()
{
    while (!m_entries.empty() && m_entries.begin()->first <= QDateTime::currentDateTimeUtc()) {
        const Entry entry = m_entries.begin()->second;
        forget(entry.whose);
        entry.due();
    }
    arm();
}

void Deadlines::arm()
{
    if (m_entries.empty()) return m_timer.stop();
    const std::chrono::milliseconds left(QDateTime::currentDateTimeUtc().msecsTo(m_entries.begin()->first));
    m_timer.start(std::clamp(left, 0ms, kLongestSleep));
}

} // namespace lectern
