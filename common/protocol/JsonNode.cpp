// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/JsonNode.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QStringDecoder>

#include <cmath>

namespace lectern {

namespace {

using Kind = JsonNode::Kind;

Kind kindOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return Kind::Null;
    case QJsonValue::Bool:
        return Kind::Boolean;
    case QJsonValue::Double:
        return Kind::Number;
    case QJsonValue::String:
        return Kind::Text;
    case QJsonValue::Array:
        return Kind::Array;
    case QJsonValue::Object:
        return Kind::Object;
    case QJsonValue::Undefined:
        break;
    }
    return Kind::Absent;
}

Kind kindOf(simdjson::dom::element element)
{
    using Type = simdjson::dom::element_type;
    switch (element.type()) {
    case Type::NULL_VALUE:
        return Kind::Null;
    case Type::BOOL:
        return Kind::Boolean;
    case Type::INT64:
    case Type::UINT64:
    case Type::DOUBLE:
        return Kind::Number;
    case Type::STRING:
        return Kind::Text;
    case Type::ARRAY:
        return Kind::Array;
    case Type::OBJECT:
        break;
    }
    return Kind::Object;
}

std::optional<qint64> wholeNumberOf(const QJsonValue &value)
{
    if (!value.isDouble()) return std::nullopt;
    // toInteger() gives its fallback for what is no whole number: two different ones tell that from a value.
    const qint64 number = value.toInteger(0);
    if (number == 0 && value.toInteger(1) == 1) return std::nullopt;
    return number;
}

std::optional<qint64> wholeNumberOf(simdjson::dom::element element)
{
    std::int64_t whole = 0;
    if (element.get(whole) == simdjson::SUCCESS) return whole;
    double number = 0;
    if (element.get(number) != simdjson::SUCCESS) return std::nullopt;
    constexpr double kBeyond = 9223372036854775808.0; // 2^63
    if (std::trunc(number) != number || number < -kBeyond || number >= kBeyond) return std::nullopt;
    return static_cast<qint64>(number);
}

/// All of it: QString::fromUtf8() takes a first U+FEFF for the mark of an encoding and leaves it out.
QString fromUtf8(std::string_view utf8)
{
    const QByteArrayView bytes(utf8.data(), qsizetype(utf8.size()));
    if (!bytes.startsWith("\xEF\xBB\xBF")) return QString::fromUtf8(bytes);
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return decode(bytes);
}

// NOLINTNEXTLINE(misc-no-recursion): simdjson reads 1,024 levels at most
QJsonValue copied(simdjson::dom::element element)
{
    using Type = simdjson::dom::element_type;
    switch (element.type()) {
    case Type::NULL_VALUE:
        return QJsonValue::Null;
    case Type::BOOL:
        return bool(element);
    case Type::INT64:
        return qint64(std::int64_t(element));
    case Type::UINT64:
    case Type::DOUBLE:
        return double(element);
    case Type::STRING:
        return fromUtf8(std::string_view(element));
    case Type::ARRAY: {
        QJsonArray array;
        for (const auto entry : simdjson::dom::array(element))
            array.append(copied(entry));
        return array;
    }
    case Type::OBJECT:
        break;
    }
    QJsonObject object;
    for (const auto &[key, value] : simdjson::dom::object(element))
        object.insert(fromUtf8(key), copied(value));
    return object;
}

std::string_view viewOf(QLatin1StringView text)
{
    return {text.data(), static_cast<std::size_t>(text.size())};
}

} // namespace

JsonNode::JsonNode(QJsonValue value)
    : m_value(std::move(value))
{
}

JsonNode::Kind JsonNode::kind() const
{
    if (const auto *element = std::get_if<Element>(&m_value)) return kindOf(*element);
    if (const auto *value = std::get_if<QJsonValue>(&m_value)) return kindOf(*value);
    return Kind::Absent;
}

QString JsonNode::text() const
{
    if (const auto *value = std::get_if<QJsonValue>(&m_value)) return value->toString();
    std::string_view text;
    const auto *element = std::get_if<Element>(&m_value);
    if (!element || element->get(text) != simdjson::SUCCESS) return {};
    return fromUtf8(text);
}

bool JsonNode::boolean() const
{
    if (const auto *value = std::get_if<QJsonValue>(&m_value)) return value->toBool();
    bool truth = false;
    const auto *element = std::get_if<Element>(&m_value);
    return element && element->get(truth) == simdjson::SUCCESS && truth;
}

double JsonNode::number() const
{
    if (const auto *value = std::get_if<QJsonValue>(&m_value)) return value->toDouble();
    double number = 0;
    const auto *element = std::get_if<Element>(&m_value);
    return element && element->get(number) == simdjson::SUCCESS ? number : 0;
}

std::optional<qint64> JsonNode::wholeNumber() const
{
    if (const auto *value = std::get_if<QJsonValue>(&m_value)) return wholeNumberOf(*value);
    const auto *element = std::get_if<Element>(&m_value);
    return element ? wholeNumberOf(*element) : std::nullopt;
}

QList<JsonNode> JsonNode::entries() const
{
    QList<JsonNode> entries;
    if (const auto *value = std::get_if<QJsonValue>(&m_value)) {
        for (const QJsonValue entry : value->toArray())
            entries.append(entry);
        return entries;
    }
    simdjson::dom::array array;
    const auto *element = std::get_if<Element>(&m_value);
    if (!element || element->get(array) != simdjson::SUCCESS) return entries;
    for (const Element entry : array)
        entries.append(entry);
    return entries;
}

JsonNode JsonNode::member(QLatin1StringView key) const
{
    if (const auto *value = std::get_if<QJsonValue>(&m_value)) {
        const QJsonValue member = value->toObject().value(key);
        return member.isUndefined() ? JsonNode() : JsonNode(member);
    }
    simdjson::dom::object object;
    const auto *element = std::get_if<Element>(&m_value);
    if (!element || element->get(object) != simdjson::SUCCESS) return {};
    // As Qt does: of a key that is there twice the last counts.
    JsonNode found;
    for (const auto &[name, value] : object)
        if (name == viewOf(key)) found = value;
    return found;
}

QJsonObject JsonNode::object() const
{
    if (const auto *value = std::get_if<QJsonValue>(&m_value)) return value->toObject();
    const auto *element = std::get_if<Element>(&m_value);
    return element ? copied(*element).toObject() : QJsonObject();
}

} // namespace lectern
