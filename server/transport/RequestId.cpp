// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/RequestId.h"

#include "common/protocol/Ulid.h"

#include <algorithm>
#include <cctype>

namespace lectern {

QByteArray requestIdFrom(const QByteArray &given)
{
    constexpr qsizetype kLongest = 128;
    constexpr QByteArrayView others = "._:=/+-";
    const auto usable = [others](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || others.contains(c);
    };
    if (!given.isEmpty() && given.size() <= kLongest && std::ranges::all_of(given, usable)) return given;
    return newUlid().toLatin1();
}

} // namespace lectern
