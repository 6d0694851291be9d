// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/RoomConnection.h"
#include "console/session/Thumbnails.h"
#include "console/session/UploadQueue.h"

namespace lectern {

/// Pictures and files on their way into a class. Each is shown at once; the class hears of it as soon as the
/// server expects it, and gets it when it is there.
class OutgoingFiles : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    OutgoingFiles(ApiClient &api, QString roomId, RoomConnection &line, TimelineModel &timeline,
                  Thumbnails &thumbnails);

    /// Each entry says to whom, and as what kind; the rest of it is filled in here. The first is shown at
    /// once, the others, which carry the same file, as soon as the server expects it.
    void send(QList<TimelineEntry> entries, Upload::File file);
    /// The file of a message could not be uploaded: once more, as a new message.
    void retry(const QString &key);
    /// Takes it back for everyone, whatever became of it so far.
    void cancel(const QString &key);
    bool contains(const QString &key) const { return m_uploads.contains(key); }
    void lineIsBack() { m_uploads.retryNow(); }

Q_SIGNALS:
    void failed(const QString &key, const lectern::ApiError &error);

private:
    void announce(const QString &key, const Attachment &attachment);
    void takeBack(const TimelineEntry &entry);
    void forget(const QString &ref, const QString &id);

    QString m_roomId;
    RoomConnection &m_line;
    TimelineModel &m_timeline;
    Thumbnails &m_thumbnails;
    UploadQueue m_uploads;
    QHash<QString, QList<TimelineEntry>>
        m_others;             ///< that wait for their file's name, by the first one's key
    QSet<QString> m_unwanted; ///< refs of messages that were taken back before the server had named them
};

} // namespace lectern
