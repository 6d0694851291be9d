// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QDateTime>

class QFileDevice;
class QIODevice;
struct archive;

namespace lectern {

/// Writes a zip archive into an open file, entry after entry; names are UTF-8 and say so. Blocks: for a
/// worker thread. The program's locale must be UTF-8, as Qt's always is.
class ZipWriter
{
public:
    /// The file is written from where it stands, and has to outlive this.
    explicit ZipWriter(QFileDevice &file);
    ~ZipWriter(); ///< without finish() what was written is no archive
    Q_DISABLE_COPY_MOVE(ZipWriter)

    enum class Packing {
        Deflate, ///< what is text
        Store    ///< what is compressed already: a picture, a video
    };

    struct Entry
    {
        QString name;
        QDateTime modified;
        Packing packing = Packing::Deflate;
        qint64 size = -1;    ///< bytes that will be written; -1: not known, and then deflated
        bool secret = false; ///< for its owner alone when it is unpacked
    };

    /// The next entry begins, and takes what write() is given. `storage_unavailable` when the archive cannot
    /// be written: it is lost then.
    Result<void> begin(const Entry &entry);
    Result<void> write(QByteArrayView bytes);

    /// Takes the whole of `data`, which is open for reading and not sequential. `storage_unavailable` when
    /// the archive cannot be written, or the data not be read to its end: the archive is lost then.
    Result<void> add(const QString &name, QIODevice &data, const QDateTime &modified, Packing packing);

    /// Writes the directory; without it the file is no archive.
    Result<void> finish();

private:
    Result<void> failed(const QString &what) const;

    archive *m_archive;
    QString m_entry; ///< its name
};

} // namespace lectern
