// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <functional>
#include <map>

namespace lectern {

/// Any number of distant deadlines, one an object, on a single timer. Qt keeps the timers of a thread in one
/// sorted list and walks it whenever one is started: ten thousand that wait for hours make each of the short
/// ones dear.
class Deadlines : public QObject
{
    Q_OBJECT

public:
    Deadlines();

    /// Calls `due` once when that time has come, by the wall clock and never from within this call, unless
    /// `whose` is gone by then. In place of an earlier one of the same; an invalid time never comes.
    void set(QObject *whose, const QDateTime &at, std::function<void()> due);

    void forget(QObject *whose);

private:
    struct Entry
    {
        QObject *whose;
        std::function<void()> due;
    };
    using Entries = std::multimap<QDateTime, Entry>;

    void take(QObject *whose);
    void callDue();
    void arm();

    Entries m_entries;
    QHash<QObject *, Entries::iterator> m_places;
    QTimer m_timer;
};

} // namespace lectern
