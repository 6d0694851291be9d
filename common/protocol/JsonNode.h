// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonValue>
#include <QtCore/QLatin1StringView>
#include <QtCore/QList>
#include <QtCore/QString>

#include <simdjson.h>

#include <optional>
#include <variant>

class QJsonObject;

namespace lectern {

/// A value somewhere in a JSON text, whoever has parsed it: simdjson, which reads frames at a fifth of what
/// Qt takes, or Qt, for all that is not read by the thousand. One of simdjson's lives no longer than its
/// parser, and only until that parses the next text.
class JsonNode
{
public:
    enum class Kind { Absent, Null, Boolean, Number, Text, Array, Object };

    JsonNode() = default; ///< absent
    JsonNode(QJsonValue value);
    JsonNode(simdjson::dom::element element)
        : m_value(element)
    {
    }

    Kind kind() const;

    /// What each kind holds; nothing, 0 or false in another.
    QString text() const;
    /// Whether its text may have lone surrogates: Qt's may, simdjson lets none through.
    bool mayBeIllFormed() const { return std::holds_alternative<QJsonValue>(m_value); }
    bool boolean() const;
    double number() const;
    QList<JsonNode> entries() const;
    JsonNode member(QLatin1StringView key) const;
    /// As Qt's own, copied.
    QJsonObject object() const;

    /// The number where it is whole and fits, however it is written (1.0, 1e3).
    std::optional<qint64> wholeNumber() const;

private:
    using Element = simdjson::dom::element;

    std::variant<std::monostate, QJsonValue, Element> m_value;
};

} // namespace lectern
