// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/ports/MessageLog.h"

#include <QtCore/QHash>

namespace lectern {

class Sql;

/// Several messages on their way into the log in one transaction. What is wrong with one of them is its own
/// answer and takes no seq; when the transaction fails, none of them is in the log.
class AppendBatch
{
public:
    explicit AppendBatch(Sql &sql)
        : m_sql(sql)
    {
    }

    /// One answer a message, in the same order.
    QList<Result<MessageLog::Appended>> store(const QList<Message> &messages);

private:
    Result<MessageLog::Appended> storeOne(Message message);
    Result<qint64> nextSeq(const QString &roomId);
    Result<std::optional<Message>> findByRef(const Message &message);
    Result<void> checkRefers(const Message &message);
    Result<void> blankWithStates(const QString &roomId, const QString &messageId);
    Result<void> saveSeqs();

    Sql &m_sql;
    QHash<QString, qint64> m_lastSeqs; ///< of the rooms met so far, these messages included
};

} // namespace lectern
