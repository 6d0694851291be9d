// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/PlanFile.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr auto kFormat = "lectern-plan"_L1;

/// Nothing for a step that has neither a text nor a whole file.
std::optional<PlanStep> stepOf(const QJsonObject &object)
{
    PlanStep step;
    step.text = object["text"_L1].toString();
    if (object.contains("file"_L1)) {
        const auto file = object["file"_L1].toObject();
        const auto data = QByteArray::fromBase64Encoding(file["data"_L1].toString().toLatin1(),
                                                         QByteArray::AbortOnBase64DecodingErrors);
        // A name is no path: whoever made the file must not choose where its parts go.
        step.fileName = QFileInfo(file["name"_L1].toString()).fileName();
        step.contentType = file["contentType"_L1].toString();
        if (!data || data.decoded.isEmpty() || step.fileName.isEmpty()) return std::nullopt;
        step.data = data.decoded;
    }
    if (step.isEmpty()) return std::nullopt;
    return step;
}

QJsonObject objectOf(const PlanStep &step)
{
    QJsonObject object;
    if (!step.text.isEmpty()) object.insert("text"_L1, step.text);
    if (step.hasFile()) {
        object.insert("file"_L1, QJsonObject{{"name"_L1, step.fileName},
                                             {"contentType"_L1, step.contentType},
                                             {"data"_L1, QString::fromLatin1(step.data.toBase64())}});
    }
    return object;
}

} // namespace

std::expected<QList<PlanStep>, QString> PlanFile::read(const QByteArray &bytes)
{
    const auto plan = QJsonDocument::fromJson(bytes).object();
    if (plan["format"_L1].toString() != kFormat)
        return std::unexpected(tr("This is not a lesson plan, or it is damaged."));
    if (plan["version"_L1].toInt() != kVersion)
        return std::unexpected(tr("This lesson plan was made by a later version of Lectern."));
    QList<PlanStep> steps;
    const auto written = plan["steps"_L1].toArray();
    for (const auto &entry : written) {
        auto step = stepOf(entry.toObject());
        if (!step) return std::unexpected(tr("Step %1 of this lesson plan is damaged.").arg(steps.size() + 1));
        steps.append(*std::move(step));
    }
    return steps;
}

QByteArray PlanFile::write(const QList<PlanStep> &steps)
{
    QJsonArray written;
    for (const auto &step : steps)
        written.append(objectOf(step));
    // Keys are written in their order: "format" first, so that the file's type is told by its first bytes.
    return QJsonDocument(
               QJsonObject{{"format"_L1, kFormat}, {"version"_L1, kVersion}, {"steps"_L1, written}})
        .toJson();
}

} // namespace lectern
