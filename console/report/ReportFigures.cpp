// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/report/ReportFigures.h"

#include <QtCore/QHash>

#include <algorithm>

namespace lectern {

namespace {

void widen(ReportFigures &figures, const QDateTime &at)
{
    if (!at.isValid()) return;
    if (!figures.from.isValid() || at < figures.from) figures.from = at;
    if (!figures.to.isValid() || at > figures.to) figures.to = at;
}

/// The part in which a moment lies.
int partOf(const ReportFigures &figures, const QDateTime &at)
{
    const auto whole = std::max<qint64>(1, figures.from.msecsTo(figures.to));
    const auto part = figures.from.msecsTo(at) * ReportFigures::kParts / whole;
    return static_cast<int>(std::clamp<qint64>(part, 0, ReportFigures::kParts - 1));
}

void countPresence(ReportFigures &figures, const ClassRecord &record, const QDateTime &now)
{
    for (const auto &person : record.attendance) {
        if (person.type != PersonType::Student) continue;
        ++figures.students;
        // Who comes back within a part is still one.
        QList<bool> there(ReportFigures::kParts, false);
        for (const auto &stay : person.intervals) {
            const auto last = partOf(figures, stay.to.isValid() ? stay.to : now);
            for (int part = partOf(figures, stay.from); part <= last; ++part)
                there[part] = true;
        }
        for (int part = 0; part < ReportFigures::kParts; ++part)
            figures.present[part] += there.at(part) ? 1 : 0;
    }
}

bool wasSaid(MessageType type)
{
    return type == MessageType::Send || type == MessageType::Image || type == MessageType::File;
}

void countMessages(ReportFigures &figures, const ClassRecord &record)
{
    QHash<QString, qsizetype> polls;
    for (const auto &message : record.messages) {
        if (wasSaid(message.type)) {
            ++figures.messages[partOf(figures, message.sentAt)];
            ++(message.senderType == PersonType::Student ? figures.studentMessages : figures.teacherMessages);
            if (message.attachment) ++figures.files;
        } else if (const auto *poll = payloadOf<payload::Poll>(message)) {
            polls.insert(message.id, figures.polls.size());
            figures.polls.append({poll->question, poll->choices, {}, 0, {}});
        } else if (const auto *result = payloadOf<payload::PollResult>(message);
                   result && polls.contains(message.refers)) {
            auto &figure = figures.polls[polls.value(message.refers)];
            figure.counts = result->counts;
            figure.votes = result->votes;
            figure.texts = result->texts.value_or(QStringList());
        }
    }
}

} // namespace

ReportFigures ReportFigures::of(const ClassRecord &record, const QDateTime &now)
{
    ReportFigures figures;
    figures.present.fill(0, kParts);
    figures.messages.fill(0, kParts);
    for (const auto &person : record.attendance) {
        for (const auto &stay : person.intervals) {
            widen(figures, stay.from);
            widen(figures, stay.to.isValid() ? stay.to : now);
        }
    }
    for (const auto &message : record.messages)
        widen(figures, message.sentAt);
    if (!figures.from.isValid()) widen(figures, record.room.createdAt);
    if (!figures.from.isValid()) return figures;
    countPresence(figures, record, now);
    countMessages(figures, record);
    return figures;
}

} // namespace lectern
