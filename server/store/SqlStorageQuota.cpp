// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SqlStorageQuota.h"

#include "common/client/AndThen.h"
#include "common/client/WhenDone.h"
#include "server/store/StoreLog.h"

#include <QtCore/QPromise>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// Pieces from this size on are judged by the system's use of this very moment.
constexpr qint64 kLarge = 65'536;

} // namespace

SqlStorageQuota::SqlStorageQuota(Database &database, qint64 roomLimit, qint64 systemLimit)
    : m_use(database)
    , m_roomLimit(roomLimit)
    , m_systemLimit(systemLimit)
{
}

QFuture<Result<payload::Usage>> SqlStorageQuota::admit(QString roomId, qint64 bytes)
{
    const auto ofSystem =
        m_systemLimit > 0 ? m_use.ofSystem(bytes >= kLarge) : QtFuture::makeReadyFuture(Result<qint64>(0));
    const auto promise = std::make_shared<QPromise<Result<payload::Usage>>>();
    promise->start();
    // The database reads in the order of asking: with the second answer the first one is there, too.
    whenDone(m_use.ofRoom(roomId), this,
             [this, promise, roomId, bytes, ofSystem](const Result<qint64> &ofRoom) {
                 promise->addResult(judge(roomId, ofRoom, ofSystem.result(), bytes));
                 promise->finish();
             });
    return promise->future();
}

Result<payload::Usage> SqlStorageQuota::judge(const QString &roomId, const Result<qint64> &ofRoom,
                                              const Result<qint64> &ofSystem, qint64 bytes)
{
    if (!ofRoom) return std::unexpected(ofRoom.error());
    if (!ofSystem) return std::unexpected(ofSystem.error());
    if (const auto fit = take(roomId, "room_bytes"_L1, *ofRoom, bytes, m_roomLimit); !fit)
        return std::unexpected(fit.error());
    if (const auto fit = take({}, "system_bytes"_L1, *ofSystem, bytes, m_systemLimit); !fit)
        return std::unexpected(fit.error());
    return payload::Usage{*ofRoom + bytes, m_roomLimit};
}

QFuture<Result<payload::Usage>> SqlStorageQuota::usage(QString roomId)
{
    return andThen(m_use.ofRoom(roomId), [limit = m_roomLimit](const Result<qint64> &bytes) {
        if (!bytes) return Result<payload::Usage>(std::unexpected(bytes.error()));
        return Result<payload::Usage>(payload::Usage{*bytes, limit});
    });
}

Result<void> SqlStorageQuota::take(const QString &whose, QLatin1StringView quota, qint64 used, qint64 bytes,
                                   qint64 limit)
{
    if (limit == 0) return {};
    const QString who = whose.isEmpty() ? u"the system"_s : u"room "_s + whose;
    if (used + bytes > limit) {
        if (!m_full.contains(whose))
            qCWarning(lcStore).noquote() << who << "is full:" << used << "of" << limit << "bytes";
        m_full.insert(whose);
        return problem(ErrorCode::StorageUnavailable,
                       u"limits.%1: %2 bytes are used and %3 allowed; %4 more do not fit"_s.arg(quota)
                           .arg(used)
                           .arg(limit)
                           .arg(bytes));
    }
    if (!payload::Usage{used + bytes, limit}.isNearlyFull()) {
        m_full.remove(whose);
        m_nearlyFull.remove(whose);
    } else if (!m_nearlyFull.contains(whose)) {
        m_nearlyFull.insert(whose);
        qCWarning(lcStore).noquote() << who << "is nearly full:" << used + bytes << "of" << limit << "bytes";
    }
    return {};
}

} // namespace lectern
