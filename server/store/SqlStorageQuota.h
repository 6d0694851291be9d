// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/ports/StorageQuota.h"
#include "server/store/StorageUse.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

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
    void note(const QString &whose, qint64 used, qint64 limit);

    StorageUse m_use;
    qint64 m_roomLimit;
    qint64 m_systemLimit;
    QHash<QString, int> m_noted; ///< per cent that the log was told of, by room; '' is the system
};

} // namespace lectern
