// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/files/MediaType.h"

namespace lectern {

/// Received bytes that may become a file.
struct Inspected
{
    MediaType type;
    QString path;    ///< of what is to be stored: the upload, or a cleaned copy of it
    qint64 size = 0; ///< bytes of that
    QString sha256;  ///< of that
};

/// Looks at what was uploaded and cleans pictures of metadata. Blocking; safe on any thread.
/// `sha256`: of the bytes at `path` where it is known. `cleanedPath`: where a cleaned copy goes.
/// `unsupported_media_type`: a picture that is broken or has more than kMaxPixels, or something that is
/// claimed to be a picture (`claimedType`, a Content-Type) and is none. `storage_unavailable`.
Result<Inspected> inspect(const QString &path, const QString &sha256, const QString &claimedType,
                          const QString &cleanedPath);

/// A file's name as it may be shown and saved: without folders, control characters and endless length; "file"
/// when nothing is left.
QString cleanFileName(const QString &name);

/// A Content-Type as somebody claims it, as it may be shown: "application/octet-stream" for what is none.
QString cleanContentType(const QString &claimed);

} // namespace lectern
