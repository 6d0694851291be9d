// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TimelineModel that knows what is on its way from here.
#include "console/models/TimelineModel.h"

namespace lectern {

using State = TimelineEntry::State;

QString TimelineModel::addOutgoing(TimelineEntry entry)
{
    entry.key = QString::number(++m_lastKey);
    entry.own = true;
    entry.seq = 0;
    const auto key = entry.key;
    insert(std::move(entry));
    return key;
}

void TimelineModel::setAnnounced(const QString &key, const Attachment &attachment, const QString &ref)
{
    change(rowOf(key), [&](TimelineEntry &entry) {
        entry.attachment = attachment;
        entry.ref = ref;
    });
}

void TimelineModel::setUploadProgress(const QString &key, qint64 sent, qint64 total)
{
    const auto apply = [=](TimelineEntry &entry) {
        entry.bytesSent = sent;
        entry.bytesTotal = total;
        entry.interrupted = false;
    };
    change(rowOf(key), apply, {ProgressRole});
}

void TimelineModel::setUploadInterrupted(const QString &key)
{
    change(rowOf(key), [](TimelineEntry &entry) { entry.interrupted = true; }, {ProgressRole});
}

void TimelineModel::setUploadFailed(const QString &key, const QString &failure)
{
    change(rowOf(key), [&failure](TimelineEntry &entry) {
        entry.attachment->state = AttachmentState::Failed;
        entry.failure = failure;
    });
}

void TimelineModel::setSending(const QString &key, const QString &ref)
{
    change(rowOf(key), [&ref](TimelineEntry &entry) {
        entry.ref = ref;
        entry.state = State::Sending;
        entry.failure.clear();
    });
}

void TimelineModel::acknowledge(const QString &ref, const QString &id, qint64 seq, const QDateTime &sentAt)
{
    const auto row = m_log.rowOfPendingRef(ref);
    if (row < 0) return;
    m_log.setId(row, id);
    change(row, [&](TimelineEntry &entry) {
        entry.epoch = m_epoch;
        entry.seq = seq;
        entry.at = sentAt;
        entry.state = State::Sent;
        if (!entry.hasFailed()) entry.failure.clear();
    });
}

bool TimelineModel::refuse(const QString &ref, const QString &failure)
{
    const auto row = m_log.rowOfPendingRef(ref);
    if (row < 0) return false;
    change(row, [&failure](TimelineEntry &entry) {
        entry.state = State::Failed;
        entry.failure = failure;
    });
    return true;
}

void TimelineModel::setThumbnail(const QString &key, const QImage &thumbnail)
{
    change(rowOf(key), [&thumbnail](TimelineEntry &entry) { entry.thumbnail = thumbnail; });
}

void TimelineModel::remove(const QString &key)
{
    if (const auto row = rowOf(key); row >= 0) removeRow(row);
}

} // namespace lectern
