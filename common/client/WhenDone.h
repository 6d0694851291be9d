// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QFutureWatcher>
#include <QtCore/QPromise>

#include <memory>
#include <type_traits>
#include <utility>

namespace lectern {

/// Calls `function` with the result in the thread of `context` (which is the caller's), never from within
/// this call; not at all when `context` is gone by then or the work was cancelled. QFuture::then(context, …)
/// of Qt 6.4 wants the context alive when the result comes.
/// Returns what `function` returns as a future (nothing for nothing), cancelled if it is never called.
template <typename T, typename Function>
auto whenDone(const QFuture<T> &future, QObject *context, Function function)
{
    using Returned = std::invoke_result_t<Function &, const T &>;
    auto *watcher = new QFutureWatcher<T>(context);
    const auto watch = [&](auto use) {
        QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                         [watcher, use = std::move(use)]() mutable {
                             watcher->deleteLater();
                             if (!watcher->isCanceled()) use(watcher->result());
                         });
        watcher->setFuture(future);
    };
    if constexpr (std::is_void_v<Returned>) {
        watch(std::move(function));
    } else {
        const auto promise = std::make_shared<QPromise<Returned>>();
        promise->start();
        watch([promise, function = std::move(function)](const T &result) mutable {
            promise->addResult(function(result));
            promise->finish();
        });
        return promise->future();
    }
}

} // namespace lectern
