// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QString>

namespace lectern {

/// Takes out of a picture what a phone writes into it about place and device (EXIF, XMP, IPTC, comments),
/// without touching a pixel; colour profiles stay, and a JPEG's orientation stays as a minimal EXIF.
/// Streams from `source` to `target`. True: `target` was written and differs; false: there was nothing to
/// take out and no target was made. `unsupported_media_type` for a picture that is broken.
Result<bool> stripMetadata(const QString &source, const QString &target, const QString &contentType);

} // namespace lectern
