// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QString>

namespace lectern {

/// Takes out of a picture what a phone writes into it about place, person and device: EXIF, XMP, IPTC and
/// Photoshop's blocks, further pictures (MPF) and whatever lies behind the picture's end. Where there is any
/// of it, comments and other texts go as well; not a pixel is touched, colour profiles stay, and a JPEG's
/// orientation stays as a minimal EXIF. A picture with none of it stays as it is, comments and all.
/// Streams from `source` to `target`. True: `target` was written and differs; false: the picture stays as it
/// is and no target was made. `unsupported_media_type` for a picture that is broken.
Result<bool> stripMetadata(const QString &source, const QString &target, const QString &contentType);

} // namespace lectern
