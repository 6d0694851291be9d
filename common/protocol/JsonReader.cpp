// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/JsonReader.h"

#include "common/protocol/Codec.h"
#include "common/protocol/PersonName.h"

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

using Kind = JsonNode::Kind;

std::optional<qint64> wholeNumber(const JsonNode &node, qint64 min, qint64 max)
{
    const auto number = node.wholeNumber();
    return number && *number >= min && *number <= max ? number : std::nullopt;
}

} // namespace

void JsonReader::fail(QLatin1StringView key, QLatin1StringView expected)
{
    if (ok()) m_misfit = Problem{ErrorCode::BadRequest, path(key) + u": expected "_s + expected};
}

void JsonReader::fail(const Problem &misfit)
{
    if (ok()) m_misfit = misfit;
}

QString JsonReader::string(QLatin1StringView key, const QString &fallback)
{
    const JsonNode text = node(key, Kind::Text, "a string"_L1);
    if (text.kind() == Kind::Absent) return fallback;
    QString value = text.text();
    if (text.mayBeIllFormed() && !value.isValidUtf16())
        fail(key, "well-formed Unicode (no lone surrogates)"_L1);
    return value;
}

QString JsonReader::identifier(QLatin1StringView key)
{
    constexpr qsizetype kLongest = 128; // an index takes it, whatever the database
    const QString id = string(key);
    // SQLite takes a U+FEFF that begins a text for a mark, and gives back U+FFFE and U+FFFF as U+FFFD: two
    // that differ would be one.
    const auto isForbidden = [](QChar c) {
        if (c >= u' ' && c <= u'~') return false; // as nearly all of them are
        return c.category() == QChar::Other_Control || c == QChar::ByteOrderMark || c >= QChar(0xfffe);
    };
    const bool fits = id.size() <= kLongest || codePoints(id) <= kLongest;
    if (!fits || std::ranges::any_of(id, isForbidden))
        fail(key, "at most 128 characters, none of them a control character, U+FEFF, U+FFFE or U+FFFF"_L1);
    return id;
}

QString JsonReader::requiredString(QLatin1StringView key)
{
    const QString text = string(key);
    if (text.isEmpty()) fail(key, "a string that is not empty"_L1);
    return text;
}

bool JsonReader::boolean(QLatin1StringView key, bool fallback)
{
    const JsonNode value = node(key, Kind::Boolean, "true or false"_L1);
    return value.kind() == Kind::Absent ? fallback : value.boolean();
}

bool JsonReader::requiredBoolean(QLatin1StringView key)
{
    if (!has(key)) fail(key, "true or false"_L1);
    return boolean(key, false);
}

qint64 JsonReader::integer(QLatin1StringView key, qint64 fallback, qint64 min, qint64 max)
{
    const JsonNode value = m_object.member(key);
    if (value.kind() == Kind::Absent) return fallback;
    const auto number = wholeNumber(value, min, max);
    if (!number) fail(key, min == 0 ? "a whole number from 0"_L1 : "a whole number"_L1);
    return number.value_or(fallback);
}

int JsonReader::smallInteger(QLatin1StringView key, int fallback, int min)
{
    return int(integer(key, fallback, min, std::numeric_limits<int>::max()));
}

double JsonReader::number(QLatin1StringView key, double fallback)
{
    const JsonNode value = node(key, Kind::Number, "a number"_L1);
    return value.kind() == Kind::Absent ? fallback : value.number();
}

QDateTime JsonReader::time(QLatin1StringView key)
{
    if (!has(key)) return {};
    const QDateTime time = timeFromString(string(key));
    if (!time.isValid()) fail(key, "a time like 2026-11-21T01:02:03.456Z"_L1);
    return time;
}

QDateTime JsonReader::timeOrNull(QLatin1StringView key)
{
    return isNull(key) ? QDateTime() : time(key);
}

QList<QString> JsonReader::strings(QLatin1StringView key)
{
    QList<QString> texts;
    const QList<JsonNode> entries = array(key);
    texts.reserve(entries.size());
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QString text = entries[i].text();
        if (entries[i].kind() != Kind::Text || !text.isValidUtf16())
            failEntry(key, i, "a string of well-formed Unicode"_L1);
        texts.append(text);
    }
    return texts;
}

QList<int> JsonReader::smallIntegers(QLatin1StringView key)
{
    QList<int> numbers;
    const QList<JsonNode> entries = array(key);
    numbers.reserve(entries.size());
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const auto number = wholeNumber(entries[i], 0, std::numeric_limits<int>::max());
        if (!number) failEntry(key, i, "a whole number from 0"_L1);
        numbers.append(int(number.value_or(0)));
    }
    return numbers;
}

QJsonObject JsonReader::object(QLatin1StringView key)
{
    return node(key, Kind::Object, "an object"_L1).object();
}

QJsonObject JsonReader::requiredObject(QLatin1StringView key)
{
    if (!has(key)) fail(key, "an object"_L1);
    return object(key);
}

JsonNode JsonReader::node(QLatin1StringView key, Kind kind, QLatin1StringView expected)
{
    JsonNode node = m_object.member(key);
    if (node.kind() == kind || node.kind() == Kind::Absent) return node;
    fail(key, expected);
    return {};
}

QList<JsonNode> JsonReader::array(QLatin1StringView key)
{
    return node(key, Kind::Array, "an array"_L1).entries();
}

QString JsonReader::path(QLatin1StringView key) const
{
    return m_path.isEmpty() ? QString(key) : m_path + u'.' + key;
}

QString JsonReader::entryPath(QLatin1StringView key, qsizetype index) const
{
    return u"%1[%2]"_s.arg(path(key)).arg(index);
}

void JsonReader::failEntry(QLatin1StringView key, qsizetype index, QLatin1StringView expected)
{
    if (ok()) m_misfit = Problem{ErrorCode::BadRequest, entryPath(key, index) + u": expected "_s + expected};
}

void JsonReader::takeOver(const JsonReader &part)
{
    if (!part.ok()) fail(part.misfit());
}

} // namespace lectern
