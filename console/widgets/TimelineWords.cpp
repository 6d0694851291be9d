// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/TimelineWords.h"

#include "console/models/TimelineModel.h"

#include <QtCore/QLocale>

using namespace Qt::StringLiterals;

namespace lectern {

using State = TimelineEntry::State;

QString TimelineWords::header(const TimelineEntry &entry)
{
    QStringList words;
    words << (entry.own ? tr("You") : entry.senderName);
    words << QLocale().toString(entry.at.toLocalTime().time(), QLocale::ShortFormat);
    if (entry.audience == TimelineEntry::Audience::OnePerson) {
        words
            << (entry.own
                    ? tr("only to %1").arg(entry.targetName.isEmpty() ? tr("one student") : entry.targetName)
                    : tr("only to you"));
    } else if (entry.audience == TimelineEntry::Audience::Teachers) {
        words << tr("to the teacher");
    }
    return words.join(u" · "_s);
}

QString TimelineWords::footer(const QModelIndex &index)
{
    const auto *timeline = qobject_cast<const TimelineModel *>(index.model());
    const auto &entry = *timeline->entryAt(index.row());
    if (entry.state == State::Failed) return tr("Not sent: %1").arg(entry.failure);
    if (entry.own && entry.hasFile(AttachmentState::Failed) && !entry.failure.isEmpty())
        return tr("Not uploaded: %1").arg(entry.failure);
    if (entry.isUploading()) {
        const auto percent = entry.bytesSent * 100 / entry.bytesTotal;
        return entry.interrupted ? tr("The connection is interrupted: the upload goes on at %1%").arg(percent)
                                 : tr("Uploading, %1%").arg(percent);
    }
    if (entry.state == State::Sending) return tr("Sending…");
    const auto seen = index.data(TimelineModel::SeenTextRole).toString();
    return seen.isEmpty() && entry.own ? tr("Sent") : seen;
}

QStringList TimelineWords::actions(const TimelineEntry &entry)
{
    if (entry.canBeRetried()) return {tr("Try again"), tr("Remove")};
    if (entry.isUploading()) return {tr("Cancel")};
    return {};
}

QString TimelineWords::file(const TimelineEntry &entry)
{
    const bool isPicture = entry.type == MessageType::Image;
    if (entry.hasFile(AttachmentState::Uploading))
        return isPicture ? tr("The picture is being uploaded…") : tr("The file is being uploaded…");
    if (entry.hasFile(AttachmentState::Failed))
        return isPicture ? tr("The picture could not be uploaded.") : tr("The file could not be uploaded.");
    return isPicture || !entry.attachment ? QString() : QLocale().formattedDataSize(entry.attachment->size);
}

QString TimelineWords::missing(const QModelIndex &index)
{
    constexpr int kNamed = 10;
    QStringList waiting;
    const auto *timeline = qobject_cast<const TimelineModel *>(index.model());
    const auto readers = timeline->readersOf(index.data(TimelineModel::KeyRole).toString());
    for (const auto &reader : readers) {
        if (!reader.seen) waiting.append(reader.name);
    }
    if (waiting.isEmpty()) return tr("Everyone who is here has seen it.");
    const auto more = static_cast<int>(waiting.size()) - kNamed;
    const auto names = waiting.mid(0, kNamed).join(u", "_s);
    return more > 0 ? tr("Not seen by %1 and %n more", nullptr, more).arg(names)
                    : tr("Not seen by %1").arg(names);
}

} // namespace lectern
