// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/JsonReader.h"

#include "common/protocol/Codec.h"

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

std::optional<qint64> wholeNumber(const QJsonValue &value, qint64 min, qint64 max)
{
    if (!value.isDouble()) return std::nullopt;
    // toInteger() gives its fallback for what is no whole number: two different ones tell that from a value.
    const qint64 number = value.toInteger(0);
    if (number == 0 && value.toInteger(1) == 1) return std::nullopt;
    if (number < min || number > max) return std::nullopt;
    return number;
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
    const QJsonValue value = m_object.value(key);
    if (value.isUndefined()) return fallback;
    const QString text = value.toString();
    if (!value.isString())
        fail(key, "a string"_L1);
    else if (!text.isValidUtf16())
        fail(key, "well-formed Unicode (no lone surrogates)"_L1);
    return text;
}

QString JsonReader::identifier(QLatin1StringView key)
{
    constexpr qsizetype kLongest = 256; // an index takes it, whatever the database
    const QString id = string(key);
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control; };
    if (id.size() > kLongest || std::ranges::any_of(id, isControl))
        fail(key, "at most 256 characters, none of them a control character"_L1);
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
    const QJsonValue value = m_object.value(key);
    if (value.isUndefined()) return fallback;
    if (!value.isBool()) fail(key, "true or false"_L1);
    return value.toBool(fallback);
}

bool JsonReader::requiredBoolean(QLatin1StringView key)
{
    if (!has(key)) fail(key, "true or false"_L1);
    return boolean(key, false);
}

qint64 JsonReader::integer(QLatin1StringView key, qint64 fallback, qint64 min, qint64 max)
{
    const QJsonValue value = m_object.value(key);
    if (value.isUndefined()) return fallback;
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
    const QJsonValue value = m_object.value(key);
    if (value.isUndefined()) return fallback;
    if (!value.isDouble()) fail(key, "a number"_L1);
    return value.toDouble(fallback);
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
    const QJsonArray entries = array(key);
    texts.reserve(entries.size());
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QString text = entries[i].toString();
        if (!entries[i].isString() || !text.isValidUtf16())
            failEntry(key, i, "a string of well-formed Unicode"_L1);
        texts.append(text);
    }
    return texts;
}

QList<int> JsonReader::smallIntegers(QLatin1StringView key)
{
    QList<int> numbers;
    const QJsonArray entries = array(key);
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
    const QJsonValue value = m_object.value(key);
    if (!value.isUndefined() && !value.isObject()) fail(key, "an object"_L1);
    return value.toObject();
}

QJsonObject JsonReader::requiredObject(QLatin1StringView key)
{
    if (!has(key)) fail(key, "an object"_L1);
    return object(key);
}

QJsonArray JsonReader::array(QLatin1StringView key)
{
    const QJsonValue value = m_object.value(key);
    if (!value.isUndefined() && !value.isArray()) fail(key, "an array"_L1);
    return value.toArray();
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
