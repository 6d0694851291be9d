// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/dialect/stomp/StompFrame.h"

#include <QtCore/QHash>
#include <QtCore/QList>

namespace lectern {

/// The frames that wait for their transaction's COMMIT. Every problem is a `bad_request`.
class StompTransactions
{
public:
    static constexpr qsizetype kMostOpen = 16;

    /// `mostBytes`: of all that wait.
    explicit StompTransactions(qint64 mostBytes)
        : m_mostBytes(mostBytes)
    {
    }

    Result<void> begin(const QString &id);
    Result<void> add(const QString &id, StompFrame frame);
    /// What was added, in that order; the transaction is over.
    Result<QList<StompFrame>> commit(const QString &id);
    Result<void> abort(const QString &id);

private:
    QHash<QString, QList<StompFrame>> m_open;
    qint64 m_mostBytes;
    qint64 m_bytes = 0;
};

} // namespace lectern
