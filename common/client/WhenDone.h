// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QFutureWatcher>

#include <utility>

namespace lectern {

/// Calls `function` with the result in the thread of `context` (which is the caller's), never from within
/// this call; not at all when `context` is gone by then or the work was cancelled. QFuture::then(context, …)
/// of Qt 6.4 wants the context alive when the result comes.
template <typename T, typename Function>
void whenDone(const QFuture<T> &future, QObject *context, Function function)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, function = std::move(function)]() mutable {
                         watcher->deleteLater();
                         if (!watcher->isCanceled()) function(watcher->result());
                     });
    watcher->setFuture(future);
}

} // namespace lectern
