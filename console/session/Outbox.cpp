// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/Outbox.h"

#include "common/client/WhenDone.h"
#include "common/protocol/PersonName.h"
#include "console/session/ErrorText.h"
#include "console/session/ImageDecoder.h"
#include "console/session/OutgoingMessage.h"

#include <QtCore/QBuffer>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QMimeDatabase>

using namespace Qt::StringLiterals;

namespace lectern {

using State = TimelineEntry::State;

namespace {

/// The types that the student page shows as pictures.
bool isPicture(const QString &contentType)
{
    static const QStringList kTypes{u"image/png"_s, u"image/jpeg"_s, u"image/gif"_s, u"image/webp"_s};
    return kTypes.contains(contentType);
}

Upload::File fileOf(const QString &name, const QString &contentType, const QByteArray &bytes)
{
    auto buffer = std::make_shared<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    return {name, contentType, buffer};
}

/// Everyone is one message, too.
Recipients eachOf(const Recipients &to)
{
    return to.isEmpty() ? Recipients{Recipient()} : to;
}

} // namespace

Outbox::Outbox(ApiClient &api, QString roomId, RoomConnection &line, TimelineModel &timeline,
               Thumbnails &thumbnails)
    : m_api(api)
    , m_roomId(roomId)
    , m_line(line)
    , m_timeline(timeline)
    , m_files(api, roomId, line, timeline, thumbnails)
{
    connect(&m_files, &OutgoingFiles::failed, this, [this](const QString &key, const ApiError &error) {
        m_timeline.setUploadFailed(key, ErrorText::of(error, m_api.server()));
    });
}

void Outbox::setSelf(const QString &personId, const Limits &limits)
{
    m_selfId = personId;
    m_limits = limits;
}

bool Outbox::sendText(const QString &text, const Recipients &to)
{
    if (text.trimmed().isEmpty() || codePoints(text) > m_limits.text) return false;
    for (const auto &recipient : eachOf(to)) {
        auto entry = newEntry(MessageType::Send, recipient);
        entry.text = text;
        post(std::move(entry));
    }
    return true;
}

void Outbox::sendFile(const QString &path, const Recipients &to)
{
    auto file = std::make_shared<QFile>(path);
    const auto name = QFileInfo(path).fileName();
    if (!file->open(QIODevice::ReadOnly)) {
        Q_EMIT failed(tr("“%1” can't be read: %2").arg(name, file->errorString()));
        return;
    }
    if (file->size() > m_limits.file) {
        Q_EMIT failed(tr("“%1” is too large: at most %2 can be sent.")
                          .arg(name, QLocale().formattedDataSize(m_limits.file)));
        return;
    }
    const auto contentType = QMimeDatabase().mimeTypeForFileNameAndData(name, file.get()).name();
    upload({name, contentType, file}, {}, to);
}

void Outbox::sendPicture(const QImage &picture, const Recipients &to)
{
    whenDone(imagedecoder::encodePng(picture), this, [this, to](const QByteArray &png) { sendPng(png, to); });
}

void Outbox::sendPng(const QByteArray &png, const Recipients &to)
{
    const auto name = u"clipboard-%1.png"_s.arg(QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"));
    sendStep({.text = {}, .fileName = name, .contentType = u"image/png"_s, .data = png}, to);
}

bool Outbox::sendStep(const PlanStep &step, const Recipients &to)
{
    if (!step.hasFile()) {
        if (sendText(step.text, to)) return true;
        Q_EMIT failed(ErrorText::of(ErrorCode::TextTooLong));
        return false;
    }
    if (step.data.size() > m_limits.file) {
        Q_EMIT failed(tr("The picture is too large: at most %1 can be sent.")
                          .arg(QLocale().formattedDataSize(m_limits.file)));
        return false;
    }
    upload(fileOf(step.fileName, step.contentType, step.data), step.text, to);
    return true;
}

void Outbox::sendAgain(const QString &key, const Recipients &to)
{
    const auto *sent = m_timeline.entry(key);
    if (!sent || sent->state != State::Sent) return;
    const auto again = *sent;
    for (const auto &recipient : eachOf(to)) {
        auto entry = newEntry(again.type, recipient);
        entry.text = again.text;
        entry.attachment = again.attachment;
        entry.thumbnail = again.thumbnail;
        post(std::move(entry));
    }
}

void Outbox::retry(const QString &key)
{
    const auto *entry = m_timeline.entry(key);
    if (!entry || !entry->hasFailed()) return;
    if (entry->hasFile(AttachmentState::Failed))
        m_files.retry(key);
    else
        m_timeline.setSending(key, m_line.send(outgoingMessage(m_roomId, *entry)));
}

void Outbox::remove(const QString &key)
{
    const auto *entry = m_timeline.entry(key);
    if (!entry) return;
    if (m_files.contains(key))
        m_files.cancel(key);
    else if (entry->state == State::Sent)
        m_line.send(deletionOf(m_roomId, entry->id));
    else if (entry->state == State::Failed)
        m_timeline.remove(key);
}

void Outbox::upload(Upload::File file, const QString &caption, const Recipients &to)
{
    const auto type = isPicture(file.contentType) ? MessageType::Image : MessageType::File;
    QList<TimelineEntry> entries;
    for (const auto &recipient : eachOf(to)) {
        entries.append(newEntry(type, recipient));
        entries.last().text = caption;
    }
    m_files.send(std::move(entries), std::move(file));
}

void Outbox::post(TimelineEntry entry)
{
    entry.state = State::Sending;
    const auto message = outgoingMessage(m_roomId, entry);
    const auto key = m_timeline.addOutgoing(std::move(entry));
    m_timeline.setSending(key, m_line.send(message));
}

TimelineEntry Outbox::newEntry(MessageType type, const Recipient &to) const
{
    TimelineEntry entry;
    entry.type = type;
    entry.sender = m_selfId;
    entry.senderType = PersonType::Teacher;
    entry.at = QDateTime::currentDateTimeUtc();
    entry.target = to.id;
    entry.targetName = to.name;
    if (!to.id.isEmpty()) entry.audience = TimelineEntry::Audience::OnePerson;
    return entry;
}

} // namespace lectern
