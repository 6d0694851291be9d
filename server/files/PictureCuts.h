// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/files/ByteReader.h"
#include "server/files/Pieces.h"

#include <optional>

namespace lectern {

/// A picture without what a receiver need not know.
struct PictureCut
{
    Pieces stays;
    bool personal = false; ///< part of what went tells of place, person or device
};

/// Each cutter takes a reader at the file's beginning and leaves it at the picture's end; what lies behind is
/// not among the pieces. Nothing when the picture's structure is broken.

/// Every APPn but JFIF, ICC profile and Adobe's goes, and comments; the orientation stays as a minimal EXIF,
/// JFIF stays without its thumbnail. Personal: EXIF (but the minimal one), XMP, Photoshop's and IPTC, further
/// pictures (MPF).
std::optional<PictureCut> cutJpeg(ByteReader &reader);

/// eXIf, tEXt, zTXt, iTXt, tIME and caBX (content credentials) go. Personal: eXIf, and text whose keyword
/// says that it is EXIF, XMP, IPTC or Photoshop's.
std::optional<PictureCut> cutPng(ByteReader &reader);

/// Comments go, and applications' blocks but the loop count and the ICC profile. Personal: XMP.
std::optional<PictureCut> cutGif(ByteReader &reader);

/// EXIF, XMP and C2PA chunks go, and the flags that announce them. Personal: EXIF and XMP.
std::optional<PictureCut> cutWebp(ByteReader &reader);

} // namespace lectern
