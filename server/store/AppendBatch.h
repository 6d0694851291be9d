// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/ports/MessageLog.h"
#include "server/store/MessageTable.h"

namespace lectern {

class AppendPlan;

/// Several messages on their way into the log in one transaction, with a number of statements that grows
/// with the rooms and hardly with the messages. What is wrong with one of them is its own answer and takes
/// no seq; when the database cannot be used, none of them is in the log.
class AppendBatch
{
public:
    explicit AppendBatch(Sql &sql)
        : m_sql(sql)
        , m_table(sql)
    {
    }

    /// One answer a message, in the same order.
    QList<Result<MessageLog::Appended>> store(const QList<Message> &messages);

    /// Its two ends, for others who append within an appendTransaction(): tells the plan of these rooms,
    /// which are locked from then on, and writes what it has come to.
    Result<void> lookUpRooms(QStringList ids, AppendPlan &plan);
    Result<void> write(const AppendPlan &plan);

private:
    using Answers = QList<Result<MessageLog::Appended>>;

    /// A message is hardly ever sent again: whether one was stored before is asked only when a row is in the
    /// way, or one of them cannot be taken as it is.
    enum class Repeats { NotExpected, LookedUp };

    Result<Answers> storeTogether(const QList<Message> &messages, Repeats repeats);
    Result<void> lookUp(const QList<Message> &messages, Repeats repeats, AppendPlan &plan);

    Sql &m_sql;
    MessageTable m_table;
};

} // namespace lectern
