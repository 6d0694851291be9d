// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

namespace lectern {

class SqlRow;

/// A message as a row of the log, every column as it stands there. What is asked for has a column; what the
/// type carries is JSON in `body`. A plain value.
struct MessageRow
{
    QString roomId;
    qint64 seq = 0;
    QString id;
    QString type;
    QString sender;
    QString senderType;
    QString senderName;
    QString targetType;
    QString target;
    QString ref;
    QString refers;
    qint64 sentAt = 0;    ///< milliseconds since 1970, UTC
    bool deleted = false; ///< `body` is then the digest of what it said
    QString body;
    QString hash; ///< see EvidenceChain

    /// Not read back.
    QString attachmentId = {};
    QString searchText = {};

/// In the order in which read() expects them.
#define LECTERN_MESSAGE_COLUMNS                                                                              \
    "room_id, seq, id, type, sender, sender_type, sender_name, target_type, target, ref, refers, sent_at, "  \
    "deleted, body, hash "

    static MessageRow read(const SqlRow &row);
    static Message readMessage(const SqlRow &row) { return read(row).message(); }

    /// The row of a message that has its seq, without a hash.
    static MessageRow of(const Message &message);

    /// A deleted one has an empty payload of its type and no attachment.
    Message message() const;

    /// Takes the content out, for good; the digest stays.
    void blank();

    /// What the row counts for in its room's message_bytes.
    qint64 bytes() const;
};

} // namespace lectern
