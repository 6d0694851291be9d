// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/domain/Person.h"
#include "server/store/SqlRow.h"

#include <QtCore/QVariantList>

namespace lectern {

class Sql;

/// Rows of the table `member`, for the classes that share it.
namespace memberrow {

inline constexpr char kColumns[] =
    "room_id, user_id, name, type, device, banned, seen, last_read_message, last_read_seq, created_at, "
    "muted, real_name, guest ";

struct Row
{
    Member member;
    bool guest = false; ///< known in this room alone; others have an account
};

/// Of a query that begins with kColumns.
Row of(const SqlRow &row);

/// The name itself, or with the first number from 2 that makes it the only one among members and host.
/// `exceptId`: whose own name does not count.
Result<QString> toldApart(Sql &sql, const QString &roomId, const QString &ownerName, const QString &name,
                          const QString &exceptId = {});

/// A statement that changes somebody's row: `user_not_found` when there is none.
Result<void> change(Sql &sql, const QString &statement, const QVariantList &values);

} // namespace memberrow

} // namespace lectern
