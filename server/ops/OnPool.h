// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QFuture>
#include <QtCore/QPromise>
#include <QtCore/QThreadPool>

#include <memory>
#include <type_traits>
#include <utility>

namespace lectern {

/// Has a thread of the pool do the work, which must not throw; its value comes as a future.
template <typename Work> QFuture<std::invoke_result_t<Work>> onPool(QThreadPool &pool, Work work)
{
    auto promise = std::make_shared<QPromise<std::invoke_result_t<Work>>>();
    promise->start();
    pool.start([promise, work = std::move(work)]() mutable {
        promise->addResult(work());
        promise->finish();
    });
    return promise->future();
}

} // namespace lectern
