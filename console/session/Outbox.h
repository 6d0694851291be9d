// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/PlanStep.h"
#include "console/models/Recipient.h"
#include "console/session/OutgoingFiles.h"

namespace lectern {

/// What the teacher sends into a class: shown at once, kept until the server has it. What is sent while the
/// line is down goes when it is back. To several people it goes as one private message each; their file is
/// uploaded once.
class Outbox : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    Outbox(ApiClient &api, QString roomId, RoomConnection &line, TimelineModel &timeline,
           Thumbnails &thumbnails);

    /// As the server tells it.
    void setSelf(const QString &personId, const Limits &limits);

    /// False when the text is blank or too long: nothing was taken.
    bool sendText(const QString &text, const Recipients &to = {});
    void sendFile(const QString &path, const Recipients &to = {});
    /// A picture, as PNG.
    void sendPicture(const QImage &picture, const Recipients &to = {});
    /// A picture that is PNG already: it goes as it is.
    void sendPng(const QByteArray &png, const Recipients &to = {});
    /// False when nothing of it was taken.
    bool sendStep(const PlanStep &step, const Recipients &to = {});
    /// What was sent already, once more. Its file is not uploaded again.
    void sendAgain(const QString &key, const Recipients &to);
    /// Sends a failed message again, in place of the failed one.
    void retry(const QString &key);
    void cancelUpload(const QString &key) { m_files.cancel(key); }
    /// Takes a message back for everyone, or drops one that failed.
    void remove(const QString &key);
    void lineIsBack() { m_files.lineIsBack(); }

Q_SIGNALS:
    /// `text` is for the teacher.
    void failed(const QString &text);

private:
    void upload(Upload::File file, const QString &caption, const Recipients &to);
    void post(TimelineEntry entry);
    TimelineEntry newEntry(MessageType type, const Recipient &to) const;

    ApiClient &m_api;
    QString m_roomId;
    RoomConnection &m_line;
    TimelineModel &m_timeline;
    OutgoingFiles m_files;
    QString m_selfId;
    Limits m_limits;
};

} // namespace lectern
