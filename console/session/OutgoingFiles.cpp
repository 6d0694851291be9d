// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/OutgoingFiles.h"

#include "console/session/OutgoingMessage.h"

namespace lectern {

OutgoingFiles::OutgoingFiles(ApiClient &api, QString roomId, RoomConnection &line, TimelineModel &timeline,
                             Thumbnails &thumbnails)
    : m_roomId(roomId)
    , m_line(line)
    , m_timeline(timeline)
    , m_thumbnails(thumbnails)
    , m_uploads(api, roomId)
{
    connect(&m_uploads, &UploadQueue::created, this, &OutgoingFiles::announce);
    connect(&m_uploads, &UploadQueue::progress, &m_timeline, &TimelineModel::setUploadProgress);
    connect(&m_uploads, &UploadQueue::interrupted, &m_timeline, &TimelineModel::setUploadInterrupted);
    connect(&m_uploads, &UploadQueue::failed, this, &OutgoingFiles::failed);
    connect(&m_line, &RoomConnection::acknowledged, this, &OutgoingFiles::forget);
}

void OutgoingFiles::send(QList<TimelineEntry> entries, Upload::File file)
{
    auto entry = entries.takeFirst();
    entry.state = TimelineEntry::State::Sending;
    entry.bytesTotal = file.data->size();
    entry.attachment = Attachment{.name = file.name,
                                  .contentType = file.contentType,
                                  .state = AttachmentState::Uploading,
                                  .size = file.data->size()};
    const auto key = m_timeline.addOutgoing(entry);
    if (entry.type == MessageType::Image && entry.thumbnail.isNull()) {
        file.data->seek(0);
        m_thumbnails.make(key, file.data->readAll());
    }
    if (!entries.isEmpty()) m_others.insert(key, std::move(entries));
    m_uploads.add(key, std::move(file));
}

void OutgoingFiles::announce(const QString &key, const Attachment &attachment)
{
    const auto *entry = m_timeline.entry(key);
    if (!entry) return;
    auto announced = *entry;
    announced.attachment = attachment;
    m_timeline.setAnnounced(key, attachment, m_line.send(outgoingMessage(m_roomId, announced)));
    const auto others = m_others.take(key);
    for (auto other : others) {
        other.state = TimelineEntry::State::Sending;
        other.attachment = attachment;
        other.thumbnail = announced.thumbnail;
        const auto message = outgoingMessage(m_roomId, other);
        const auto otherKey = m_timeline.addOutgoing(std::move(other));
        m_timeline.setSending(otherKey, m_line.send(message));
    }
}

void OutgoingFiles::retry(const QString &key)
{
    const auto *failed = m_timeline.entry(key);
    if (!failed || !m_uploads.contains(key)) return;
    TimelineEntry again;
    again.type = failed->type;
    again.sender = failed->sender;
    again.senderType = failed->senderType;
    again.audience = failed->audience;
    again.target = failed->target;
    again.targetName = failed->targetName;
    again.text = failed->text;
    again.thumbnail = failed->thumbnail;
    again.at = QDateTime::currentDateTimeUtc();
    auto file = m_uploads.drop(key);
    auto entries = m_others.take(key);
    entries.prepend(std::move(again));
    takeBack(*failed);
    m_timeline.remove(key);
    send(std::move(entries), std::move(file));
}

void OutgoingFiles::cancel(const QString &key)
{
    const auto *entry = m_timeline.entry(key);
    if (!entry) return;
    m_uploads.drop(key);
    m_others.remove(key);
    takeBack(*entry);
    m_timeline.remove(key);
}

void OutgoingFiles::takeBack(const TimelineEntry &entry)
{
    if (!entry.id.isEmpty())
        m_line.send(deletionOf(m_roomId, entry.id));
    else if (!entry.ref.isEmpty() && entry.state == TimelineEntry::State::Sending)
        m_unwanted.insert(entry.ref);
}

void OutgoingFiles::forget(const QString &ref, const QString &id)
{
    if (m_unwanted.remove(ref)) m_line.send(deletionOf(m_roomId, id));
}

} // namespace lectern
