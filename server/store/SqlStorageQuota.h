// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/ports/StorageQuota.h"
#include "server/store/StorageUse.h"

#include <QtCore/QObject>
#include <QtCore/QSet>

namespace lectern {

/// The quotas over what the database says is used. Tells the log once when a room, or all of them, comes near
/// its quota, and once when it is full; again after it had room in between.
class SqlStorageQuota : public QObject, public StorageQuota
{
    Q_OBJECT

public:
    /// Bytes; 0: no limit.
    SqlStorageQuota(Database &database, qint64 roomLimit, qint64 systemLimit);

    bool isLimited() const override { return m_roomLimit > 0 || m_systemLimit > 0; }
    QFuture<Result<payload::Usage>> admit(QString roomId, qint64 bytes) override;
    QFuture<Result<payload::Usage>> usage(QString roomId) override;

private:
    Result<payload::Usage> judge(const QString &roomId, const Result<qint64> &ofRoom,
                                 const Result<qint64> &ofSystem, qint64 bytes);
    /// `whose`: a room, or '' for the system.
    Result<void> take(const QString &whose, QLatin1StringView quota, qint64 used, qint64 bytes, qint64 limit);

    StorageUse m_use;
    qint64 m_roomLimit;
    qint64 m_systemLimit;
    QSet<QString> m_nearlyFull; ///< of which the log was told
    QSet<QString> m_full;
};

} // namespace lectern
