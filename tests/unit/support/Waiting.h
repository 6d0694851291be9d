// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QFuture>
#include <QtTest/QTest>

/// The future's result, with the event loop running meanwhile; gives up after 10 s.
template <typename T> T awaited(const QFuture<T> &future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 10'000))
        qFatal("an answer did not come in 10 s");
    return future.result();
}
