// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/SharedTransaction.h"
#include "server/store/Sql.h"

#include <QtCore/QThread>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <variant>
#include <vector>

namespace lectern {

/// A thread with a connection of its own. Jobs run on it one after the other, in the order of post(); only
/// postLook() overtakes what postSoon() holds back.
class StoreThread
{
public:
    using Job = std::function<void(Sql &)>;
    using Clock = std::chrono::steady_clock;

    static constexpr std::chrono::milliseconds kSoon{20};

    StoreThread() = default;
    ~StoreThread();

    /// Opens the connection there, lets `prepare` have it, and returns the outcome of both: after a failure
    /// there is no thread. `engine` outlives it.
    Result<void> start(const Engine &engine, Engine::Access access, std::chrono::milliseconds busyTimeout,
                       const std::function<Result<void>(Sql &)> &prepare);

    /// Finishes the posted jobs, without those whose time has not come, and closes the connection.
    void stop();

    /// Any thread.
    void post(Job job);

    /// Those that wait one right behind the other run together. Any thread.
    void post(SharedJob job);

    /// As post(), within kSoon instead of at once, so that many run together; but before whatever is posted
    /// after it, except what looks. Any thread.
    void postSoon(SharedJob job);

    /// As post(), for what only reads and does not depend on what postSoon() holds back. Any thread.
    void postLook(SharedJob job);

    /// When its time has come it runs before those that wait. Any thread.
    void postLater(std::chrono::milliseconds delay, Job job);

private:
    /// What is done next, as one: a job, or shared ones. Empty: stop.
    using Turn = std::variant<Job, std::vector<SharedJob>>;

    void work(Sql &sql);
    Turn next(); ///< waits for it
    Turn takeFirst();
    void enqueue(std::variant<Job, SharedJob> job);
    bool isSoonDue() const;
    void releaseSoon();
    void waitForMore(std::unique_lock<std::mutex> &lock);

    std::unique_ptr<QThread> m_thread;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::variant<Job, SharedJob>> m_jobs;
    std::vector<SharedJob> m_soon; ///< those that are held back
    Clock::time_point m_soonDue;
    std::multimap<Clock::time_point, Job> m_later;
    bool m_stopping = false;
};

} // namespace lectern
