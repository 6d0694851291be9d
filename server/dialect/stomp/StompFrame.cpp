// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/stomp/StompFrame.h"

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

auto find(const StompFrame &frame, QLatin1StringView name)
{
    return std::ranges::find_if(frame.headers, [&](const auto &header) { return header.first == name; });
}

} // namespace

QLatin1StringView wireName(StompVersion version)
{
    switch (version) {
    case StompVersion::V1_0:
        return "1.0"_L1;
    case StompVersion::V1_1:
        return "1.1"_L1;
    case StompVersion::V1_2:
        return "1.2"_L1;
    }
    return {};
}

bool StompFrame::has(QLatin1StringView name) const
{
    return find(*this, name) != headers.cend();
}

QString StompFrame::header(QLatin1StringView name) const
{
    const auto found = find(*this, name);
    return found == headers.cend() ? QString() : found->second;
}

QByteArray stompEscaped(const QString &text, StompVersion version)
{
    QByteArray bytes = text.toUtf8();
    if (version == StompVersion::V1_0) return bytes;
    bytes.replace("\\", "\\\\").replace("\n", "\\n").replace(":", "\\c");
    return version == StompVersion::V1_1 ? bytes : bytes.replace("\r", "\\r");
}

QByteArray encode(const StompFrame &frame, StompVersion version)
{
    const StompVersion escapes = frame.command == "CONNECTED" ? StompVersion::V1_0 : version;
    QByteArray bytes = frame.command + '\n';
    for (const auto &[name, value] : frame.headers)
        bytes += stompEscaped(name, escapes) + ':' + stompEscaped(value, escapes) + '\n';
    if (!frame.body.isEmpty()) bytes += "content-length:" + QByteArray::number(frame.body.size()) + '\n';
    return bytes + '\n' + frame.body + '\0';
}

} // namespace lectern
