// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/Upload.h"

#include <QtCore/QMap>

namespace lectern {

/// The files on their way to the server, a few at a time, in the order in which they came.
class UploadQueue : public QObject
{
    Q_OBJECT

public:
    /// `api` outlives the queue.
    UploadQueue(ApiClient &api, QString roomId, QObject *parent = nullptr);

    /// `key` is the caller's name for the upload.
    void add(const QString &key, Upload::File file);
    bool contains(const QString &key) const { return m_entries.contains(key); }
    /// Ends it without another word, also at the server. Gives the file back.
    Upload::File drop(const QString &key);
    /// The line is back: whatever waits for it goes on.
    void retryNow();

Q_SIGNALS:
    void created(const QString &key, const lectern::Attachment &attachment);
    void progress(const QString &key, qint64 sent, qint64 total); ///< bytes
    void interrupted(const QString &key);
    void finished(const QString &key);
    /// It stays in the queue until it is dropped.
    void failed(const QString &key, const lectern::ApiError &error);

private:
    struct Entry
    {
        Upload::File file;
        Upload *upload = nullptr; ///< null before its turn and after its end
    };

    void startNext();
    void start(const QString &key, Entry &entry);
    void end(const QString &key);

    ApiClient &m_api;
    QString m_roomId;
    QMap<QString, Entry> m_entries;
    QStringList m_waiting;
    int m_running = 0;
};

} // namespace lectern
