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
    ~ZipWriter();
    Q_DISABLE_COPY_MOVE(ZipWriter)

    enum class Packing {
        Deflate, ///< what is text
        Store    ///< what is compressed already: a picture, a video
    };

    /// Takes the whole of `data`, which is open for reading and not sequential. `storage_unavailable` when
    /// the archive cannot be written, or the data not be read to its end: the archive is lost then.
    Result<void> add(const QString &name, QIODevice &data, const QDateTime &modified, Packing packing);

    /// Writes the directory; without it the file is no archive.
    Result<void> finish();

private:
    Result<void> failed(const QString &what) const;

    archive *m_archive;
};

} // namespace lectern
