// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sockjs/SockJsFrames.h"

#include "common/protocol/JsonText.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace lectern::sockjs {

namespace {

QByteArray escaped(char32_t character)
{
    return "\\u" + QByteArray::number(static_cast<uint>(character), 16).rightJustified(4, '0');
}

/// The protocol's list of what a server has to escape (U+0000 to U+001F are seen to by then), and U+FEFF,
/// which many a reader (Qt's too) takes off the front of a text as the mark of its encoding.
bool isMangled(char32_t character)
{
    return (character >= 0x200c && character <= 0x200f) || (character >= 0x2028 && character <= 0x202f) ||
           (character >= 0x2060 && character <= 0x206f) || character == 0xfeff ||
           (character >= 0xfff0 && character <= 0xffff);
}

/// All that is mangled takes three bytes of UTF-8 and begins with E2 or EF.
char32_t mangledAt(QByteArrayView utf8, qsizetype at)
{
    const auto byte = [&](qsizetype i) { return static_cast<quint8>(utf8[at + i]); };
    if ((byte(0) != 0xe2 && byte(0) != 0xef) || at + 2 >= utf8.size()) return 0;
    const char32_t character =
        (char32_t(byte(0) & 0x0f) << 12) | (char32_t(byte(1) & 0x3f) << 6) | char32_t(byte(2) & 0x3f);
    return isMangled(character) ? character : 0;
}

} // namespace

QByteArray quoted(QByteArrayView utf8)
{
    QByteArray json;
    json.reserve(utf8.size() + utf8.size() / 8 + 2);
    json += '"';
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        switch (c) {
        case '"':
            json += "\\\"";
            break;
        case '\\':
            json += "\\\\";
            break;
        case '\n':
            json += "\\n";
            break;
        case '\r':
            json += "\\r";
            break;
        case '\t':
            json += "\\t";
            break;
        case '\b':
            json += "\\b";
            break;
        case '\f':
            json += "\\f";
            break;
        default:
            if (static_cast<quint8>(c) < 0x20) {
                json += escaped(static_cast<quint8>(c));
            } else if (const char32_t mangled = mangledAt(utf8, i)) {
                json += escaped(mangled);
                i += 2;
            } else {
                json += c;
            }
        }
    }
    return json += '"';
}

QByteArray messages(const QByteArrayList &quotedTexts)
{
    return "a[" + quotedTexts.join(',') + ']';
}

QByteArray close(CloseCode code, const QString &reason)
{
    return "c[" + QByteArray::number(static_cast<quint16>(code)) + ',' + quoted(reason.toUtf8()) + ']';
}

std::expected<QByteArrayList, PayloadError> textsOf(const QByteArray &payload)
{
    if (payload.isEmpty()) return std::unexpected(PayloadError::Missing);
    const QJsonDocument json = readJson(payload);
    if (json.isNull()) return std::unexpected(PayloadError::Broken);
    if (!json.isArray()) return std::unexpected(PayloadError::Missing);
    QByteArrayList texts;
    for (const QJsonValue value : json.array()) {
        if (!value.isString()) return std::unexpected(PayloadError::Missing);
        texts.append(value.toString().toUtf8());
    }
    return texts;
}

} // namespace lectern::sockjs
