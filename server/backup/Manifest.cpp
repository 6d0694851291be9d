// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/Manifest.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QJsonObject toJson(const Manifest::Part &part)
{
    return {{"name"_L1, part.name}, {"size"_L1, part.size}, {"sha256"_L1, part.sha256}};
}

} // namespace

QByteArray Manifest::toJson() const
{
    QJsonObject counts;
    for (const auto &[table, count] : rows.asKeyValueRange())
        counts.insert(table, count);
    QJsonArray list;
    for (const Part &part : parts)
        list += lectern::toJson(part);
    const QJsonObject object{{"format"_L1, format},
                             {"program"_L1, program},
                             {"schema"_L1, schema},
                             {"system"_L1, system},
                             {"createdAt"_L1, createdAt.toString(Qt::ISODateWithMs)},
                             {"rows"_L1, counts},
                             {"missing"_L1, QJsonArray::fromStringList(missing)},
                             {"parts"_L1, list}};
    return QJsonDocument(object).toJson();
}

Result<Manifest> Manifest::parse(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    Manifest manifest;
    manifest.format = object.value("format"_L1).toInt();
    if (manifest.format < 1) return problem(ErrorCode::BadRequest, u"its manifest cannot be read"_s);
    manifest.program = object.value("program"_L1).toString();
    if (manifest.format > kFormat)
        return problem(ErrorCode::BadRequest,
                       u"made by a newer version of Lectern (%1, format %2; this program knows %3): update "
                       "Lectern first"_s.arg(manifest.program)
                           .arg(manifest.format)
                           .arg(kFormat));
    manifest.schema = object.value("schema"_L1).toInt();
    manifest.system = object.value("system"_L1).toString();
    manifest.createdAt = QDateTime::fromString(object.value("createdAt"_L1).toString(), Qt::ISODateWithMs);
    const QJsonObject counts = object.value("rows"_L1).toObject();
    for (auto count = counts.begin(); count != counts.end(); ++count)
        manifest.rows.insert(count.key(), count.value().toInteger());
    for (const QJsonValue hash : object.value("missing"_L1).toArray())
        manifest.missing += hash.toString();
    for (const QJsonValue value : object.value("parts"_L1).toArray()) {
        const QJsonObject part = value.toObject();
        manifest.parts.append({part.value("name"_L1).toString(), part.value("size"_L1).toInteger(),
                               part.value("sha256"_L1).toString()});
    }
    return manifest;
}

} // namespace lectern
