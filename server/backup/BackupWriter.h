// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/archive/ZipWriter.h"
#include "server/backup/Manifest.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>

#include <optional>

namespace lectern {

/// A backup file as it is made: parts, and at last the manifest that lists them. It is FILE.part, readable
/// for this user alone, until everything of it is on the disk; without finish() it goes. Blocking. Every
/// failure is `storage_unavailable`; the detail names the file and the cause.
class BackupWriter
{
public:
    explicit BackupWriter(QString file);
    ~BackupWriter();

    Result<void> open();

    /// Parts come one after the other.
    Result<void> begin(const QString &name);
    Result<void> beginStored(const QString &name, qint64 size); ///< as it is: it is small already
    Result<void> write(QByteArrayView bytes);
    void end();

    /// Adds the manifest, with the parts that were written, and gives the file its name.
    Result<void> finish(Manifest manifest);

    qint64 size() const { return m_size; } ///< of the finished file, bytes

private:
    Result<void> begin(const ZipWriter::Entry &entry);
    Result<void> named(Result<void> done) const;
    Result<void> keep();

    QString m_file;
    QString m_path; ///< of FILE.part
    QFile m_part;
    std::optional<ZipWriter> m_zip;
    QList<Manifest::Part> m_parts;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    qint64 m_size = 0;
};

} // namespace lectern
