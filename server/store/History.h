// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/ports/MessageLog.h"

namespace lectern {

class Sql;

/// Reads or searches a room's log; see MessageLog::read().
Result<QList<Message>> readHistory(Sql &sql, const QString &roomId, const HistoryQuery &query);

} // namespace lectern
