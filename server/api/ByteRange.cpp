// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/ByteRange.h"

#include <algorithm>
#include <optional>

namespace lectern {

namespace {

std::optional<qint64> digits(const QByteArray &text)
{
    const bool plain =
        !text.isEmpty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    bool ok = false;
    const qint64 value = text.toLongLong(&ok);
    return plain && ok ? std::optional(value) : std::nullopt;
}

} // namespace

ByteRange ByteRange::of(QByteArrayView header, qint64 size)
{
    const ByteRange whole{Kind::Whole, 0, size};
    const QByteArray text = header.toByteArray().trimmed();
    if (!text.toLower().startsWith("bytes=") || text.contains(',')) return whole;
    const QByteArray spec = text.mid(6).trimmed();
    const qsizetype dash = spec.indexOf('-');
    if (dash < 0) return whole;
    const QByteArray before = spec.left(dash), after = spec.mid(dash + 1);
    const auto first = digits(before), last = digits(after);
    if ((!first && !before.isEmpty()) || (!last && !after.isEmpty()) || (!first && !last)) return whole;
    if (!first) {
        if (*last == 0 || size == 0) return {Kind::Unsatisfiable, 0, 0};
        const qint64 length = std::min(*last, size);
        return {Kind::Part, size - length, length};
    }
    if (last && *last < *first) return whole;
    if (*first >= size) return {Kind::Unsatisfiable, 0, 0};
    const qint64 end = last ? std::min(*last, size - 1) : size - 1;
    return {Kind::Part, *first, end - *first + 1};
}

} // namespace lectern
