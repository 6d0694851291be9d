// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/files/ByteReader.h"
#include "server/files/Pieces.h"

#include <optional>

namespace lectern {

/// What stays of a picture once everything about place, device and people is out, and whatever lies behind
/// its end. Nothing when its structure is broken. The reader stands at the file's beginning.

/// Every APPn but JFIF, ICC profile and Adobe's goes, and comments; the orientation stays as a minimal EXIF,
/// JFIF stays without its thumbnail.
std::optional<Pieces> cutJpeg(ByteReader &reader);

/// eXIf, tEXt, zTXt, iTXt, tIME and caBX (content credentials) go.
std::optional<Pieces> cutPng(ByteReader &reader);

/// Comments go, and applications' blocks but the loop count and the ICC profile.
std::optional<Pieces> cutGif(ByteReader &reader);

/// EXIF, XMP and C2PA chunks go, and the flags that announce them.
std::optional<Pieces> cutWebp(ByteReader &reader);

} // namespace lectern
