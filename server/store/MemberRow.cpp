// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/MemberRow.h"

#include "server/store/Sql.h"

namespace lectern::memberrow {

using namespace Qt::StringLiterals;

Row of(const SqlRow &row)
{
    Row result;
    Member &member = result.member;
    member.roomId = row.value(0).toString();
    member.person.id = row.value(1).toString();
    member.person.name = row.value(2).toString();
    member.person.type = fromString<PersonType>(row.value(3).toString()).value_or(PersonType::Student);
    member.device = row.value(4).toString();
    member.banned = row.value(5).toBool();
    member.seen = row.value(6).toBool();
    member.lastReadMessage = row.value(7).toString();
    member.lastReadSeq = row.value(8).toLongLong();
    member.createdAt = sql::toTime(row.value(9));
    member.muted = row.value(10).toBool();
    member.realName = row.value(11).toString();
    result.guest = row.value(12).toBool();
    return result;
}

Result<QString> toldApart(Sql &sql, const QString &roomId, const QString &ownerName, const QString &name,
                          const QString &exceptId)
{
    const QString ownerKey = sql::folded(ownerName);
    QString candidate = name;
    for (int n = 2;; ++n) {
        const QString key = sql::folded(candidate);
        const auto taken = sql.row<int>(
            u"SELECT 1 FROM member WHERE room_id = ? AND name_key = ? AND user_id <> ? LIMIT 1"_s,
            {roomId, key, exceptId}, [](const SqlRow &row) { return row.value(0).toInt(); });
        if (!taken) return std::unexpected(taken.error());
        if (!taken->has_value() && key != ownerKey) return candidate;
        candidate = u"%1 (%2)"_s.arg(name).arg(n);
    }
}

Result<void> change(Sql &sql, const QString &statement, const QVariantList &values)
{
    const auto changed = sql.execute(statement, values);
    if (!changed) return std::unexpected(changed.error());
    if (*changed == 0) return problem(ErrorCode::UserNotFound, u"There is no such person in this room."_s);
    return {};
}

} // namespace lectern::memberrow
