// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/files/FileStore.h"

#include <memory>

namespace lectern {

/// Takes files in at one place, and still finds those that an earlier configuration put in another.
class EitherFileStore : public FileStore
{
public:
    EitherFileStore(std::unique_ptr<FileStore> current, std::unique_ptr<FileStore> former);

    Result<void> open() override;
    Result<void> take(const QString &path, const QString &sha256) override;
    QString locate(const QString &sha256) override;
    Result<QString> fetch(const QString &sha256) override;
    Result<void> remove(Sql &sql, const QString &sha256) override;
    QStringList copies() override;
    void forgetCopy(const QString &sha256) override;

private:
    std::unique_ptr<FileStore> m_current;
    std::unique_ptr<FileStore> m_former;
};

} // namespace lectern
