// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/PathPattern.h"

#include <QtCore/QByteArray>
#include <QtCore/QVarLengthArray>

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
{
    const qsizetype named = pattern.indexOf(u"/:"_s);
    m_prefix = named < 0 ? pattern : pattern.first(named + 1);
    if (named >= 0) m_rest = pattern.sliced(m_prefix.size()).split(u'/');
}

std::optional<QHash<QString, QString>> PathPattern::match(QStringView path) const
{
    // A request is held against every route: nothing is allocated before all that is fixed fits.
    if (!path.startsWith(m_prefix)) return std::nullopt;
    path = path.sliced(m_prefix.size());
    QVarLengthArray<std::pair<qsizetype, QStringView>, 4> given;
    for (qsizetype i = 0; i < m_rest.size(); ++i) {
        const bool isLast = i == m_rest.size() - 1;
        const qsizetype slash = path.indexOf(u'/');
        if (isLast != (slash < 0)) return std::nullopt;
        const QStringView segment = isLast ? path : path.first(slash);
        if (m_rest[i].startsWith(u':'))
            given.append({i, segment});
        else if (segment != m_rest[i])
            return std::nullopt;
        path = path.sliced(isLast ? path.size() : slash + 1);
    }
    if (!path.isEmpty()) return std::nullopt;

    QHash<QString, QString> values;
    for (const auto &[at, segment] : given) {
        const auto value = percentDecoded(segment);
        if (!value || value->isEmpty()) return std::nullopt;
        values.insert(m_rest[at].mid(1), *value);
    }
    return values;
}

} // namespace lectern
