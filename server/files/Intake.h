// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/files/MediaType.h"

namespace lectern {

class FileStore;

/// An upload that has become a stored file.
struct TakenFile
{
    MediaType type;
    qint64 size = 0; ///< bytes, as stored
    QString sha256;  ///< of what is stored: differs from the upload's where metadata was taken out
};

/// Looks at what was uploaded, cleans pictures of metadata and takes the result into the store. Blocking;
/// safe on any thread. `unsupported_media_type`: a picture that is broken or has more than kMaxPixels, or
/// something that is claimed to be a picture (`claimedType`, a Content-Type) and is none.
/// `storage_unavailable`.
Result<TakenFile> takeIn(FileStore &store, const QString &path, const QString &sha256,
                         const QString &claimedType);

/// A file's name as it may be shown and saved: without folders, control characters and endless length; "file"
/// when nothing is left.
QString cleanFileName(const QString &name);

} // namespace lectern
