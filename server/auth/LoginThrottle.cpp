// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/LoginThrottle.h"

#include <QtCore/QCryptographicHash>

namespace lectern {

using namespace std::chrono_literals;

namespace {

constexpr int kFreeFailures = 5;
constexpr std::chrono::seconds kLongest = 5min;
constexpr int kLongestAfter = 9; ///< doublings of one second
/// Guesses at made-up accounts must not fill the memory.
constexpr qsizetype kMaxEntries = 10'000;

/// A name that nobody has may be a megabyte long.
QByteArray keyOf(const QString &account)
{
    return QCryptographicHash::hash(account.toCaseFolded().toUtf8(), QCryptographicHash::Sha256);
}

} // namespace

LoginThrottle::LoginThrottle(std::function<Clock::time_point()> now)
    : m_now(std::move(now))
{
}

std::chrono::milliseconds LoginThrottle::wait(const QString &account) const
{
    const auto entry = m_entries.constFind(keyOf(account));
    if (entry == m_entries.cend()) return 0ms;
    return std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(entry->until - m_now()));
}

void LoginThrottle::failed(const QString &account)
{
    const auto now = m_now();
    if (m_entries.size() >= kMaxEntries)
        m_entries.removeIf([now](const auto &it) { return it.value().until <= now; });
    Entry &entry = m_entries[keyOf(account)];
    ++entry.failures;
    if (entry.failures < kFreeFailures) {
        entry.until = now;
        return;
    }
    const int doublings = std::min(entry.failures - kFreeFailures, kLongestAfter);
    entry.until = now + std::min(kLongest, std::chrono::seconds(1 << doublings));
}

void LoginThrottle::succeeded(const QString &account)
{
    m_entries.remove(keyOf(account));
}

} // namespace lectern
