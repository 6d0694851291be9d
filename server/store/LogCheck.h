// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace lectern {

class Sql;
struct FileRecord;

/// The first place in a room's log that is not as it was stored.
struct LogFault
{
    QString roomId;
    qint64 seq = 0;
    QString what; ///< in English, for the operator
};

struct LogReport
{
    int rooms = 0;
    qint64 messages = 0;
    QList<LogFault> faults; ///< at most one a room
};

/// Goes through every room's log: the numbering has no gaps, each hash fits (see EvidenceChain), the room
/// remembers the last one, and what was deleted has a deletion behind it. Holds few messages at a time, and
/// may run while others append, delete and prune.
Result<LogReport> checkLog(Sql &sql);

/// A message that carries this file with another hash of its bytes than the file's record has: none, or one.
Result<QList<LogFault>> checkAttachment(Sql &sql, const FileRecord &file);

} // namespace lectern
