// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <chrono>
#include <functional>

namespace lectern {

/// Lets what happens within a short while go out as one: the first touch() starts the while, its end calls
/// `flush`.
class Gatherer
{
public:
    Gatherer(std::chrono::milliseconds span, std::function<void()> flush)
        : m_flush(std::move(flush))
    {
        m_timer.setSingleShot(true);
        m_timer.setInterval(span);
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { m_flush(); });
    }

    void touch()
    {
        if (!m_timer.isActive()) m_timer.start();
    }

    /// Calls `flush` now if something waits.
    void now()
    {
        if (!m_timer.isActive()) return;
        m_timer.stop();
        m_flush();
    }

    bool isWaiting() const { return m_timer.isActive(); }

private:
    std::function<void()> m_flush;
    QTimer m_timer;
};

} // namespace lectern
