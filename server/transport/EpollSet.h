// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtCore/QList>

#include <array>

class QSocketNotifier;

namespace lectern {

/// The socket notifiers of a thread in an epoll set. A socket's notifiers may come and go many times a
/// turn; the kernel hears of what changed once.
class EpollSet
{
public:
    EpollSet();
    ~EpollSet();
    EpollSet(const EpollSet &) = delete;
    EpollSet &operator=(const EpollSet &) = delete;

    bool isValid() const { return m_descriptor >= 0; }
    /// Readable while dispatch() has something to do.
    int descriptor() const { return m_descriptor; }

    /// False for what epoll does not take, as regular files.
    bool add(QSocketNotifier *notifier);
    /// False if it is not in the set.
    bool remove(QSocketNotifier *notifier);

    /// Tells the kernel what has changed. To be called before anyone waits.
    void apply();
    /// Activates the notifiers of what is ready, some hundred at most; false if nothing is.
    bool dispatch();

private:
    struct Entry
    {
        std::array<QSocketNotifier *, 3> notifiers{}; ///< by QSocketNotifier::Type
        quint32 applied = 0;                          ///< events that the kernel watches
        bool changed = false;

        quint32 wanted() const;
        bool isEmpty() const { return !notifiers[0] && !notifiers[1] && !notifiers[2]; }
    };

    bool tell(int operation, int descriptor, quint32 events) const;

    int m_descriptor;
    QHash<int, Entry> m_entries;
    QList<int> m_changed;
};

} // namespace lectern
