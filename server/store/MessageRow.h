// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"
#include "server/store/Sql.h"

namespace lectern {

/// A message as a row of the table. What is asked for has a column; what the type carries is JSON in `body`.
namespace messagerow {

/// In the order in which read() expects them.
#define LECTERN_MESSAGE_COLUMNS                                                                              \
    "room_id, seq, id, type, sender, sender_type, sender_name, target_type, target, ref, refers, sent_at, "  \
    "deleted, body FROM message "

/// A deleted one has an empty payload of its type and no attachment.
Message read(const QSqlQuery &row);

/// Stores the message under its seq: 0 rows when its id, seq or ref is there already.
Result<int> insert(Sql &sql, const Message &message);

/// Takes the content out of a stored message, for good.
Result<int> blank(Sql &sql, const QString &roomId, const QString &messageId);

} // namespace messagerow

} // namespace lectern
