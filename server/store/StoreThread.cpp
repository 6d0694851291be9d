// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/StoreThread.h"

#include <future>

#include <sched.h>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kMostTogether = 256; ///< so that the first of them need not wait long

/// Where a processor is shared, a job that arrives does not take it from whoever posts more of them: they are
/// done together when that one has nothing left to do. Refused, it is as before.
void giveWay()
{
    const sched_param none{};
    sched_setscheduler(0, SCHED_BATCH, &none);
}

} // namespace

StoreThread::~StoreThread()
{
    stop();
}

Result<void> StoreThread::start(const Engine &engine, Engine::Access access,
                                std::chrono::milliseconds busyTimeout,
                                const std::function<Result<void>(Sql &)> &prepare)
{
    Q_ASSERT(!m_thread);
    std::promise<Result<void>> started;
    auto outcome = started.get_future();
    m_thread.reset(QThread::create([this, &engine, access, busyTimeout, &prepare, &started] {
        giveWay();
        Sql sql(engine, access, busyTimeout);
        auto ready = sql.open();
        if (ready) ready = prepare(sql);
        const bool usable = ready.has_value();
        started.set_value(std::move(ready));
        if (usable) work(sql);
    }));
    m_thread->setObjectName(u"store"_s);
    m_thread->start();
    const auto ready = outcome.get();
    if (!ready) stop();
    return ready;
}

void StoreThread::stop()
{
    if (!m_thread) return;
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread->wait();
    m_thread.reset();
    m_stopping = false;
}

void StoreThread::post(Job job)
{
    enqueue(std::move(job));
}

void StoreThread::post(SharedJob job)
{
    enqueue(std::move(job));
}

void StoreThread::enqueue(std::variant<Job, SharedJob> job)
{
    {
        const std::lock_guard lock(m_mutex);
        releaseSoon();
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void StoreThread::postSoon(SharedJob job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_soon.push_back(std::move(job));
        if (m_soon.size() > 1) return;
        m_soonDue = Clock::now() + kSoon;
    }
    m_wake.notify_one();
}

void StoreThread::postLook(SharedJob job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.emplace_back(std::move(job));
    }
    m_wake.notify_one();
}

void StoreThread::postLater(std::chrono::milliseconds delay, Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_later.emplace(Clock::now() + delay, std::move(job));
    }
    m_wake.notify_one();
}

void StoreThread::work(Sql &sql)
{
    for (;;) {
        const Turn turn = next();
        if (const auto *together = std::get_if<std::vector<SharedJob>>(&turn))
            runTogether(sql, *together);
        else if (const Job &job = std::get<Job>(turn))
            job(sql);
        else
            return;
    }
}

StoreThread::Turn StoreThread::next()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        if (!m_stopping && !m_later.empty() && m_later.begin()->first <= Clock::now())
            return m_later.extract(m_later.begin()).mapped();
        if (isSoonDue()) releaseSoon();
        if (!m_jobs.empty()) return takeFirst();
        if (m_stopping) return {};
        waitForMore(lock);
    }
}

bool StoreThread::isSoonDue() const
{
    return !m_soon.empty() && (m_stopping || m_soonDue <= Clock::now());
}

/// What was held back takes its place in the order.
void StoreThread::releaseSoon()
{
    m_jobs.insert(m_jobs.end(), std::make_move_iterator(m_soon.begin()),
                  std::make_move_iterator(m_soon.end()));
    m_soon.clear();
}

void StoreThread::waitForMore(std::unique_lock<std::mutex> &lock)
{
    auto until = Clock::time_point::max();
    if (!m_later.empty()) until = m_later.begin()->first;
    if (!m_soon.empty()) until = std::min(until, m_soonDue);
    if (until == Clock::time_point::max())
        m_wake.wait(lock);
    else
        m_wake.wait_until(lock, until);
}

/// Shared jobs are taken together only as long as no other stands between: the order of posting stays.
StoreThread::Turn StoreThread::takeFirst()
{
    if (auto *job = std::get_if<Job>(&m_jobs.front())) {
        Turn turn = std::move(*job);
        m_jobs.pop_front();
        return turn;
    }
    std::vector<SharedJob> together;
    while (!m_jobs.empty() && together.size() < kMostTogether) {
        auto *job = std::get_if<SharedJob>(&m_jobs.front());
        if (!job) break;
        together.push_back(std::move(*job));
        m_jobs.pop_front();
    }
    return together;
}

} // namespace lectern
