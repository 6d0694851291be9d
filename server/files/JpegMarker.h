// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QtGlobal>

/// The markers of a JPEG file (ITU-T T.81, table B.1), each standing behind a byte of 0xFF.
namespace lectern::jpeg {

inline constexpr quint8 kStuffed = 0x00; ///< in a scan: the 0xFF before it is data
inline constexpr quint8 kStart = 0xD8;
inline constexpr quint8 kEnd = 0xD9;
inline constexpr quint8 kScan = 0xDA;
inline constexpr quint8 kApp0 = 0xE0;
inline constexpr quint8 kComment = 0xFE;
inline constexpr quint8 kFill = 0xFF;

inline constexpr bool isRestart(quint8 marker)
{
    return marker >= 0xD0 && marker <= 0xD7;
}

/// No length follows it.
inline constexpr bool standsAlone(quint8 marker)
{
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD9);
}

/// A frame header, which holds the picture's size; C4, C8 and CC in that range are something else.
inline constexpr bool isFrame(quint8 marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

inline constexpr bool isApplication(quint8 marker)
{
    return marker >= 0xE0 && marker <= 0xEF;
}

} // namespace lectern::jpeg
