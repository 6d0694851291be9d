// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/ports/MessageLog.h"
#include "server/store/LogTally.h"

namespace lectern {

class Database;

/// The log in the database. Group commit: everything that waits when the last batch is on disk goes into
/// the next transaction; there is no timer.
class SqlMessageLog : public MessageLog
{
public:
    explicit SqlMessageLog(Database &database);
    ~SqlMessageLog() override;

    void append(Message message, AppendDone done) override;
    QFuture<Result<QList<Message>>> read(QString roomId, HistoryQuery query) override;
    QFuture<Result<std::optional<Message>>> find(QString roomId, QString messageId) override;
    QFuture<Result<std::optional<Message>>> findRef(QString roomId, QString sender, QString ref) override;
    QFuture<Result<QList<Message>>> withAttachment(QString roomId, QString fileId) override;
    QFuture<Result<QHash<QString, qint64>>> lastSeqs(QStringList roomIds) override;
    QFuture<Result<qint64>> prunedSeq(QString roomId) override;
    QFuture<Result<QList<int>>> countUnread(QString roomId, QList<Reader> readers) override;

    const LogTally &tally() const;

private:
    class Private;
    std::shared_ptr<Private> d;
};

} // namespace lectern
