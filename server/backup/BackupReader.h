// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/archive/ZipReader.h"
#include "server/backup/Manifest.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QHash>

#include <functional>
#include <memory>

namespace lectern {

/// A backup file as it is read. Blocking. `bad_request` for what is no whole and sound backup; the detail
/// names the file, and the part that does not fit.
class BackupReader
{
public:
    explicit BackupReader(QString file);
    ~BackupReader();

    /// Finds the manifest.
    Result<void> open();
    const Manifest &manifest() const { return m_manifest; }

    /// Reads all of it: every part is there once, and is what the manifest says.
    Result<void> check();

    using Read = std::function<Result<QByteArray>()>; ///< the next bytes of the part; none at its end
    using Take = std::function<Result<void>(const Manifest::Part &, const Read &)>;
    /// Hands on the parts whose names begin so, in the order of the file. Those that are read to their end
    /// are checked by it.
    Result<void> each(const QString &prefix, const Take &take);

private:
    Result<QByteArray> readManifest();
    Result<void> eachPart(const Take &take);
    Result<void> pass(ZipReader &zip, const Manifest::Part &part, const Take &take) const;
    std::unexpected<Problem> misfit(const QString &what) const;

    QString m_file;
    Manifest m_manifest;
    QHash<QString, Manifest::Part> m_parts;
};

} // namespace lectern
