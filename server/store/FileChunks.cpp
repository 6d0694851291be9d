// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/FileChunks.h"

#include "server/store/Database.h"
#include "server/store/Sql.h"

namespace lectern {

using namespace Qt::StringLiterals;

QFuture<Result<void>> FileChunks::put(QString sha256, int firstPosition, QList<QByteArray> chunks)
{
    return m_database.run<void>([sha256, firstPosition, chunks](Sql &sql) {
        return sql.appendTransaction([&]() -> Result<void> {
            int position = firstPosition;
            for (const QByteArray &chunk : chunks) {
                const auto done =
                    sql.execute(u"INSERT INTO file_chunk (sha256, position, bytes) VALUES (?, ?, ?) "
                                "ON CONFLICT DO NOTHING"_s,
                                {sha256, position++, chunk});
                if (!done) return std::unexpected(done.error());
            }
            return {};
        });
    });
}

QFuture<Result<std::optional<QByteArray>>> FileChunks::get(QString sha256, int position)
{
    return m_database.read<std::optional<QByteArray>>([sha256, position](Sql &sql) {
        return sql.row<QByteArray>(u"SELECT bytes FROM file_chunk WHERE sha256 = ? AND position = ?"_s,
                                   {sha256, position},
                                   [](const SqlRow &row) { return row.value(0).toByteArray(); });
    });
}

Result<void> FileChunks::remove(Sql &sql, const QString &sha256)
{
    const auto done = sql.execute(u"DELETE FROM file_chunk WHERE sha256 = ?"_s, {sha256});
    if (!done) return std::unexpected(done.error());
    return {};
}

} // namespace lectern
