// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>

#include <vector>

namespace lectern::bench {

/// How long each turn of this thread's event loop works, from waking up to waiting again.
class Turns : public QObject
{
    Q_OBJECT

public:
    Turns();

    void forget() { m_milliseconds.clear(); }
    std::size_t count() const { return m_milliseconds.size(); }
    /// In milliseconds; `part` between 0 and 1.
    double quantile(double part) const;

private:
    QElapsedTimer m_awake;
    std::vector<double> m_milliseconds;
};

} // namespace lectern::bench
