// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>

#include <vector>

namespace lectern::bench {

/// How long each turn of this thread's event loop works: from the first event after a wait to the next wait.
class Turns : public QObject
{
    Q_OBJECT

public:
    Turns();

    /// To be called before each event is handled.
    void begin()
    {
        if (!m_awake.isValid()) m_awake.start();
    }
    void forget() { m_milliseconds.clear(); }
    std::size_t count() const { return m_milliseconds.size(); }
    /// In milliseconds; `part` between 0 and 1.
    double quantile(double part) const;

private:
    QElapsedTimer m_awake;
    std::vector<double> m_milliseconds;
};

} // namespace lectern::bench
