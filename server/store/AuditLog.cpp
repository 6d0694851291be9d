// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/AuditLog.h"

#include "server/store/Database.h"
#include "server/store/Sql.h"
#include "server/store/StoreLog.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kKeepDays = 730;

Result<void> write(Sql &sql, const AuditEntry &entry)
{
    return sql.transaction([&]() -> Result<void> {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const auto swept =
            sql.execute(u"DELETE FROM audit WHERE at < ?"_s, {sql::fromTime(now.addDays(-kKeepDays))});
        if (!swept) return std::unexpected(swept.error());
        const auto added =
            sql.execute(u"INSERT INTO audit (at, actor, action, target, origin) VALUES (?, ?, ?, ?, ?)"_s,
                        {sql::fromTime(now), entry.actor, entry.action, entry.target, entry.origin});
        if (!added) return std::unexpected(added.error());
        return {};
    });
}

} // namespace

QFuture<Result<void>> AuditLog::record(AuditEntry entry)
{
    // Null is not empty to a database.
    for (QString *text : {&entry.actor, &entry.action, &entry.target, &entry.origin})
        if (text->isNull()) *text = u""_s;
    return m_database.run<void>([entry](Sql &sql) {
        const auto written = write(sql, entry);
        if (!written)
            qCWarning(lcStore).noquote() << "not in the audit:" << entry.action << written.error().detail;
        return written;
    });
}

void AuditLog::note(const RoomAct &act)
{
    record({{}, act.actor, act.action, act.target, act.origin});
}

QFuture<Result<QList<AuditEntry>>> AuditLog::since(QDateTime begin)
{
    return m_database.read<QList<AuditEntry>>([begin](Sql &sql) {
        return sql.rows<AuditEntry>(
            u"SELECT audit.at, coalesce(account.username, audit.actor), audit.action, audit.target, "
            u"audit.origin "
            "FROM audit LEFT JOIN account ON account.id = audit.actor WHERE audit.at >= ? ORDER BY audit.id"_s,
            {sql::fromTime(begin)}, [](const SqlRow &row) {
                return AuditEntry{sql::toTime(row.value(0)), row.value(1).toString(), row.value(2).toString(),
                                  row.value(3).toString(), row.value(4).toString()};
            });
    });
}

} // namespace lectern
