// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QFuture>
#include <QtCore/QString>

#include <memory>

namespace lectern {

class Database;

/// How many bytes messages and files take: of a file what was announced while it is uploaded, nothing once
/// that has failed.
class StorageUse
{
public:
    explicit StorageUse(Database &database);

    QFuture<Result<qint64>> ofRoom(QString roomId);

    /// Of all rooms. Looks at every row: up to two seconds old unless `now`.
    QFuture<Result<qint64>> ofSystem(bool now);

private:
    struct Sum ///< touched on the store thread alone
    {
        qint64 bytes = 0;
        QElapsedTimer age;
    };

    Database &m_database;
    std::shared_ptr<Sum> m_system = std::make_shared<Sum>();
};

} // namespace lectern
