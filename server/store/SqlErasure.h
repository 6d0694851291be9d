// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/ports/Erasure.h"

#include <QCoroTask>

namespace lectern {

class Database;
class FileRemoval;

/// Erasing in the database, in jobs so small that messages do not wait for them.
class SqlErasure : public Erasure
{
public:
    SqlErasure(Database &database, FileRemoval &files)
        : m_database(database)
        , m_files(files)
    {
    }

    QFuture<Result<Traces>> look(QString roomId, QString personId) override;
    QFuture<Result<Erased>> erase(QString roomId, QString personId, Person by) override;

private:
    QCoro::Task<Result<Erased>> eraseAll(QString roomId, QString personId, Person by);
    QCoro::Task<Result<void>> removeFiles(QString roomId, QString personId);

    Database &m_database;
    FileRemoval &m_files;
};

} // namespace lectern
