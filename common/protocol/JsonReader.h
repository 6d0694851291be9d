// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/JsonNode.h"
#include "common/protocol/Problem.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>
#include <QtCore/QLatin1StringView>
#include <QtCore/QList>

#include <limits>
#include <optional>

namespace lectern {

/// Reads typed fields out of a JSON object that may hold anything. Fields nobody asks for are ignored;
/// one that was asked for and has another type is a misfit. The first misfit is kept as a `bad_request`
/// that names the field and what was expected; reading then goes on with fallbacks, so that the reading
/// code runs straight through and asks ok() once at its end. `null` is a type of its own, not "absent".
class JsonReader
{
public:
    explicit JsonReader(JsonNode object)
        : m_object(std::move(object))
    {
    }
    explicit JsonReader(const QJsonObject &object)
        : m_object(QJsonValue(object))
    {
    }

    bool ok() const { return !m_misfit; }
    /// Only when not ok().
    const Problem &misfit() const { return *m_misfit; }
    /// Records a misfit of this object's field, unless there is one already.
    void fail(QLatin1StringView key, QLatin1StringView expected);
    /// Takes over the misfit of a part that was read by itself.
    void fail(const Problem &misfit);

    bool has(QLatin1StringView key) const { return m_object.member(key).kind() != JsonNode::Kind::Absent; }
    bool isNull(QLatin1StringView key) const { return m_object.member(key).kind() == JsonNode::Kind::Null; }

    /// Text is well-formed UTF-16: lone surrogates are misfits.
    QString string(QLatin1StringView key, const QString &fallback = {});
    /// By which somebody knows something: at most 128 characters, no control character, no U+FEFF, U+FFFE
    /// or U+FFFF.
    QString identifier(QLatin1StringView key);
    /// There, and not empty.
    QString requiredString(QLatin1StringView key);
    bool boolean(QLatin1StringView key, bool fallback);
    bool requiredBoolean(QLatin1StringView key);
    /// A whole number in the range.
    qint64 integer(QLatin1StringView key, qint64 fallback, qint64 min = 0,
                   qint64 max = std::numeric_limits<qint64>::max());
    int smallInteger(QLatin1StringView key, int fallback, int min = 0);
    double number(QLatin1StringView key, double fallback);
    /// A time as the protocol writes it; invalid when absent.
    QDateTime time(QLatin1StringView key);
    /// As time(); `null` is allowed and invalid.
    QDateTime timeOrNull(QLatin1StringView key);

    QList<QString> strings(QLatin1StringView key);
    QList<int> smallIntegers(QLatin1StringView key);

    /// The object of that name as it is; empty when absent.
    QJsonObject object(QLatin1StringView key);
    QJsonObject requiredObject(QLatin1StringView key);
    /// Reads the object of that name, there or not, with `read(JsonReader &)`; a misfit in it becomes this
    /// one's.
    template <typename Read> void within(QLatin1StringView key, Read read)
    {
        JsonReader part(node(key, JsonNode::Kind::Object, QLatin1StringView("an object")), path(key));
        read(part);
        takeOver(part);
    }
    /// Reads each object of an array with `read(JsonReader &)`.
    template <typename Read> void each(QLatin1StringView key, Read read)
    {
        const QList<JsonNode> entries = array(key);
        for (qsizetype i = 0; i < entries.size() && ok(); ++i) {
            if (entries[i].kind() != JsonNode::Kind::Object)
                return failEntry(key, i, QLatin1StringView("an object"));
            JsonReader part(entries[i], entryPath(key, i));
            read(part);
            takeOver(part);
        }
    }

    /// One of the names that `parse(QStringView)` knows; `fallback` when absent.
    template <typename Enum, typename Parse>
    Enum name(QLatin1StringView key, Enum fallback, QLatin1StringView expected, Parse parse)
    {
        if (!has(key)) return fallback;
        const std::optional<Enum> value = parse(string(key));
        if (!value) fail(key, expected);
        return value.value_or(fallback);
    }

private:
    JsonReader(JsonNode object, QString path)
        : m_object(std::move(object))
        , m_path(std::move(path))
    {
    }

    /// The value, absent or of that kind: another is a misfit, and taken for absent.
    JsonNode node(QLatin1StringView key, JsonNode::Kind kind, QLatin1StringView expected);
    QList<JsonNode> array(QLatin1StringView key);
    QString path(QLatin1StringView key) const;
    QString entryPath(QLatin1StringView key, qsizetype index) const;
    void failEntry(QLatin1StringView key, qsizetype index, QLatin1StringView expected);
    void takeOver(const JsonReader &part);

    JsonNode m_object;
    QString m_path; ///< of this object in the whole; empty at the top
    std::optional<Problem> m_misfit;
};

} // namespace lectern
