// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telemetry/LogField.h"

#include <algorithm>

namespace lectern {

namespace {

/// Qt hands a text to the handler, nothing else: this stands before each field in it. QDebug writes it
/// otherwise in what it quotes, and values lose theirs.
constexpr QChar kMark(0x1F);

} // namespace

QDebug operator<<(QDebug debug, const LogField &field)
{
    QString value = field.value;
    std::ranges::replace_if(value, [](QChar c) { return c.category() == QChar::Other_Control; }, u' ');
    const QDebugStateSaver saver(debug);
    debug.noquote().nospace() << QString(kMark) << field.name << '=' << value;
    return debug;
}

LogLine LogLine::parse(const QString &logged)
{
    const QStringList parts = logged.split(kMark);
    LogLine line{parts.first().trimmed(), {}};
    for (const QString &part : parts.sliced(1)) {
        const qsizetype equals = part.indexOf(u'=');
        const QString value = part.sliced(equals + 1).trimmed();
        if (!value.isEmpty()) line.fields.append({part.first(std::max<qsizetype>(equals, 0)), value});
    }
    return line;
}

} // namespace lectern
