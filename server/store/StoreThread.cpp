// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/StoreThread.h"

#include <future>

namespace lectern {

using namespace Qt::StringLiterals;

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
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
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
    while (const Job job = next())
        job(sql);
}

StoreThread::Job StoreThread::next()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        if (!m_stopping && !m_later.empty() && m_later.begin()->first <= Clock::now())
            return m_later.extract(m_later.begin()).mapped();
        if (!m_jobs.empty()) {
            Job job = std::move(m_jobs.front());
            m_jobs.pop_front();
            return job;
        }
        if (m_stopping) return {};
        if (m_later.empty())
            m_wake.wait(lock);
        else
            m_wake.wait_until(lock, m_later.begin()->first);
    }
}

} // namespace lectern
