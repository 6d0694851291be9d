// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/SystemGuard.h"

namespace lectern {

using namespace Qt::StringLiterals;

QFuture<Result<void>> guardSystem(RedisLink &commands, const QString &databaseId)
{
    const QByteArray own = databaseId.toUtf8();
    const QString where = commands.address().display();
    commands.send({"SETNX"_ba, "lectern:system"_ba, own});
    return commands.call({"GET"_ba, "lectern:system"_ba}).then([own, where](const Result<RedisReply> &reply) {
        if (!reply) return Result<void>(std::unexpected(reply.error()));
        if (reply->text == own) return Result<void>();
        return Result<void>(
            problem(ErrorCode::BadRequest,
                    u"%1 belongs to another system: its database is %2, this node's is %3"_s.arg(
                        where, QString::fromUtf8(reply->text), QString::fromUtf8(own))));
    });
}

} // namespace lectern
