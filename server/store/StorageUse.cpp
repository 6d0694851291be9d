// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/StorageUse.h"

#include "server/store/Database.h"
#include "server/store/Sql.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kFresh = 2'000; ///< milliseconds

Result<qint64> sum(Sql &sql, const QString &statement, const QVariantList &values)
{
    const auto bytes =
        sql.row<qint64>(statement, values, [](const SqlRow &row) { return row.value(0).toLongLong(); });
    if (!bytes) return std::unexpected(bytes.error());
    return bytes->value_or(0);
}

Result<qint64> total(Sql &sql, const QString &ofMessages, const QString &ofFiles, const QVariantList &values)
{
    const auto messages = sum(sql, ofMessages, values);
    if (!messages) return messages;
    const auto files = sum(sql, ofFiles, values);
    if (!files) return files;
    return *messages + *files;
}

} // namespace

StorageUse::StorageUse(Database &database)
    : m_database(database)
{
}

QFuture<Result<qint64>> StorageUse::ofRoom(QString roomId)
{
    return m_database.read<qint64>([roomId](Sql &sql) {
        return total(sql, u"SELECT message_bytes FROM room WHERE id = ?"_s,
                     u"SELECT coalesce(sum(size), 0) FROM file WHERE room_id = ? AND state <> 'failed'"_s,
                     {roomId});
    });
}

QFuture<Result<qint64>> StorageUse::ofSystem(bool now)
{
    return m_database.read<qint64>([system = m_system, now](Sql &sql) -> Result<qint64> {
        if (!now && system->age.isValid() && !system->age.hasExpired(kFresh)) return system->bytes;
        const auto bytes = total(sql, u"SELECT coalesce(sum(message_bytes), 0) FROM room"_s,
                                 u"SELECT coalesce(sum(size), 0) FROM file WHERE state <> 'failed'"_s, {});
        if (!bytes) return bytes;
        system->bytes = *bytes;
        system->age.start();
        return *bytes;
    });
}

} // namespace lectern
