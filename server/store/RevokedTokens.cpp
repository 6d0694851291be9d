// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/RevokedTokens.h"

#include "server/store/Database.h"
#include "server/store/Sql.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

Result<bool> isRevoked(Sql &sql, const QString &tokenId)
{
    const auto found = sql.row<int>(u"SELECT 1 FROM revoked_token WHERE id = ?"_s, {tokenId},
                                    [](const SqlRow &row) { return row.value(0).toInt(); });
    if (!found) return std::unexpected(found.error());
    return found->has_value();
}

} // namespace

RevokedTokens::RevokedTokens(Database &database)
    : m_database(database)
{
}

QFuture<Result<void>> RevokedTokens::add(QString tokenId, QDateTime expiresAt)
{
    return m_database.together<void>([=](Sql &sql) -> Result<void> {
        return sql.transaction([&]() -> Result<void> {
            const auto now = sql::fromTime(QDateTime::currentDateTimeUtc());
            const auto swept = sql.execute(u"DELETE FROM revoked_token WHERE expires_at < ?"_s, {now});
            if (!swept) return std::unexpected(swept.error());
            const auto added = sql.execute(
                u"INSERT INTO revoked_token (id, expires_at) VALUES (?, ?) ON CONFLICT DO NOTHING"_s,
                {tokenId, sql::fromTime(expiresAt)});
            if (!added) return std::unexpected(added.error());
            return {};
        });
    });
}

QFuture<Result<bool>> RevokedTokens::contains(QString tokenId)
{
    return m_database.look<bool>([=](Sql &sql) { return isRevoked(sql, tokenId); });
}

QFuture<Result<QSet<QString>>> RevokedTokens::among(QStringList tokenIds)
{
    return m_database.read<QSet<QString>>([=](Sql &sql) -> Result<QSet<QString>> {
        QSet<QString> found;
        for (const QString &id : tokenIds) {
            const auto revoked = isRevoked(sql, id);
            if (!revoked) return std::unexpected(revoked.error());
            if (*revoked) found.insert(id);
        }
        return found;
    });
}

} // namespace lectern
