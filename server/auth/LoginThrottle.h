// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtCore/QString>

#include <chrono>
#include <functional>

namespace lectern {

/// Slows down guessing: after five failures in a row an account is closed for a growing while
/// (1 s, 2 s, 4 s ... 5 minutes). By account, not by address: a school shares one.
class LoginThrottle
{
public:
    using Clock = std::chrono::steady_clock;
    explicit LoginThrottle(std::function<Clock::time_point()> now = Clock::now);

    /// Time to wait before the next try; zero: go on.
    std::chrono::milliseconds wait(const QString &account) const;
    void failed(const QString &account);
    void succeeded(const QString &account);

private:
    struct Entry
    {
        int failures = 0;
        Clock::time_point until;
    };
    std::function<Clock::time_point()> m_now;
    QHash<QByteArray, Entry> m_entries; ///< by a digest of the account's name
};

} // namespace lectern
