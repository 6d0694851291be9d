// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/ParticipantsText.h"

#include "common/protocol/Codec.h"

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kUsualSize = 256; ///< bytes of one person

void appendEscaped(QByteArray &text, char character)
{
    static constexpr char kHex[] = "0123456789abcdef";
    switch (character) {
    case '"':
    case '\\':
        text.append('\\').append(character);
        return;
    default:
        text.append("\\u00").append(kHex[uchar(character) >> 4]).append(kHex[uchar(character) & 15]);
    }
}

bool isPlain(char character)
{
    return character != '"' && character != '\\' && uchar(character) >= 0x20;
}

void appendString(QByteArray &text, const QString &string)
{
    const QByteArray bytes = string.toUtf8();
    text.append('"');
    for (auto from = bytes.cbegin(); from != bytes.cend();) {
        const auto to = std::find_if_not(from, bytes.cend(), isPlain);
        text.append(from, to - from);
        from = to;
        if (to != bytes.cend()) appendEscaped(text, *from++);
    }
    text.append('"');
}

void appendName(QByteArray &text, QLatin1StringView name)
{
    text.append('"').append(name.data(), name.size()).append('"');
}

void append(QByteArray &text, const Participant &person)
{
    text.append('{');
    if (!person.agent.isEmpty()) {
        text.append(R"("agent":)");
        appendString(text, person.agent);
        text.append(',');
    }
    text.append(R"("handRaisedAt":)");
    if (person.handRaisedAt.isValid())
        appendString(text, timeToString(person.handRaisedAt));
    else
        text.append("null");
    text.append(R"(,"id":)");
    appendString(text, person.id);
    if (person.joinedAt.isValid()) {
        text.append(R"(,"joinedAt":)");
        appendString(text, timeToString(person.joinedAt));
    }
    text.append(R"(,"lastReadMessage":)");
    appendString(text, person.lastReadMessage);
    if (person.muted) text.append(R"(,"muted":true)");
    text.append(R"(,"name":)");
    appendString(text, person.name);
    text.append(R"(,"online":)").append(person.online ? "true" : "false");
    if (!person.realName.isEmpty()) {
        text.append(R"(,"realName":)");
        appendString(text, person.realName);
    }
    if (person.reason) {
        text.append(R"(,"reason":)");
        appendName(text, wireName(*person.reason));
    }
    if (person.readSeq) text.append(R"(,"seq":)").append(QByteArray::number(*person.readSeq));
    text.append(R"(,"serverId":)");
    appendString(text, person.serverId);
    text.append(R"(,"type":)");
    appendName(text, wireName(person.type));
    if (person.via) {
        text.append(R"(,"via":)");
        appendName(text, wireName(*person.via));
    }
    text.append('}');
}

} // namespace

QByteArray participantsText(const QList<Participant> &people)
{
    QByteArray text;
    text.reserve(2 + people.size() * kUsualSize);
    text.append('[');
    for (const Participant &person : people) {
        if (text.size() > 1) text.append(',');
        append(text, person);
    }
    text.append(']');
    return text;
}

} // namespace lectern
