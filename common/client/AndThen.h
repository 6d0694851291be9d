// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QFutureWatcher>
#include <QtCore/QPromise>

#include <memory>
#include <type_traits>
#include <utility>

namespace lectern {

namespace andthen {

template <typename T, typename Use> void use(const QFuture<T> &future, Use use)
{
    if (future.isFinished() && !future.isCanceled()) return use(future.result());
    auto *watcher = new QFutureWatcher<T>;
    QObject::connect(watcher, &QFutureWatcherBase::finished, watcher,
                     [watcher, use = std::move(use)]() mutable {
                         watcher->deleteLater();
                         if (!watcher->isCanceled()) use(watcher->result());
                     });
    watcher->setFuture(future);
}

template <typename T> struct IsFuture : std::false_type
{
};

template <typename T> struct IsFuture<QFuture<T>> : std::true_type
{
};

} // namespace andthen

/// What `function` makes of the result, as a future; one that it returns itself is followed. It is called in
/// this thread, which runs an event loop: at once if the result is there, never if the work was cancelled.
/// QFuture::then(function) of Qt 6.4 calls it twice, and crashes, when another thread finishes the future at
/// that very moment.
template <typename T, typename Function> auto andThen(const QFuture<T> &future, Function function)
{
    using Returned = std::invoke_result_t<Function &, const T &>;
    if constexpr (andthen::IsFuture<Returned>::value) {
        using Value = decltype(std::declval<Returned>().result());
        const auto promise = std::make_shared<QPromise<Value>>();
        promise->start();
        andthen::use(future, [promise, function = std::move(function)](const T &result) mutable {
            andthen::use(function(result), [promise](const Value &value) {
                promise->addResult(value);
                promise->finish();
            });
        });
        return promise->future();
    } else {
        const auto promise = std::make_shared<QPromise<Returned>>();
        promise->start();
        andthen::use(future, [promise, function = std::move(function)](const T &result) mutable {
            promise->addResult(function(result));
            promise->finish();
        });
        return promise->future();
    }
}

} // namespace lectern
