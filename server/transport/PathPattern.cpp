// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/PathPattern.h"

#include <QtCore/QByteArray>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<QString> percentDecoded(QStringView text)
{
    const QByteArray encoded = text.toUtf8();
    QByteArray decoded;
    decoded.reserve(encoded.size());
    for (qsizetype i = 0; i < encoded.size(); ++i) {
        if (encoded[i] != '%') {
            decoded.append(encoded[i]);
            continue;
        }
        if (i + 2 >= encoded.size()) return std::nullopt;
        const int high = hexValue(encoded[i + 1]);
        const int low = hexValue(encoded[i + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        decoded.append(static_cast<char>(high * 16 + low));
        i += 2;
    }
    if (decoded.contains('\0') || !QUtf8StringView(decoded).isValidUtf8()) return std::nullopt;
    return QString::fromUtf8(decoded);
}

} // namespace

PathPattern::PathPattern(const QString &pattern)
    : m_segments(pattern.split(u'/'))
{
}

std::optional<QHash<QString, QString>> PathPattern::match(QStringView path) const
{
    const auto segments = path.split(u'/');
    if (segments.size() != m_segments.size()) return std::nullopt;
    QHash<QString, QString> values;
    for (qsizetype i = 0; i < segments.size(); ++i) {
        const QString &expected = m_segments[i];
        if (!expected.startsWith(u':')) {
            if (segments[i] != expected) return std::nullopt;
            continue;
        }
        const auto value = percentDecoded(segments[i]);
        if (!value || value->isEmpty()) return std::nullopt;
        values.insert(expected.mid(1), *value);
    }
    return values;
}

} // namespace lectern
