// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/JsonText.h"

namespace lectern {

namespace {
constexpr QByteArrayView kMark = "\xEF\xBB\xBF";
}

QJsonDocument readJson(const QByteArray &utf8, QJsonParseError *error)
{
    const qsizetype from = utf8.startsWith(kMark) ? kMark.size() : 0; // which is the text's own
    if (utf8.indexOf(kMark, from) < 0) return QJsonDocument::fromJson(utf8, error);
    // Elsewhere it can only stand within a string, where the escape is the same.
    return QJsonDocument::fromJson(utf8.sliced(from).replace(kMark, "\\ufeff"), error);
}

} // namespace lectern
