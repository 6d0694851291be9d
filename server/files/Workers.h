// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QFuture>
#include <QtCore/QPromise>
#include <QtCore/QThreadPool>

#include <functional>
#include <memory>

namespace lectern {

/// Threads for what blocks on files: cleaning, hashing, flushing. Waits in its destructor for what runs.
class Workers
{
public:
    explicit Workers(int threads) { m_pool.setMaxThreadCount(threads); }

    template <typename T> QFuture<T> run(std::function<T()> work)
    {
        auto promise = std::make_shared<QPromise<T>>();
        promise->start();
        m_pool.start([promise, work = std::move(work)] {
            promise->addResult(work());
            promise->finish();
        });
        return promise->future();
    }

    /// Until nothing runs or waits to run.
    void wait() { m_pool.waitForDone(); }

private:
    QThreadPool m_pool;
};

} // namespace lectern
