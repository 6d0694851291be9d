// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"

#include <QtCore/QHash>
#include <QtCore/QPointer>

namespace lectern {

/// The files on their way to the server. What fails because the line is down waits for resume(); what the
/// server refuses is kept for retry() until it is dropped.
class UploadQueue : public QObject
{
    Q_OBJECT

public:
    /// `api` outlives the queue.
    UploadQueue(ApiClient &api, QString roomId, QObject *parent = nullptr);
    ~UploadQueue() override;

    /// `key` is the caller's name for the upload.
    void add(const QString &key, const QString &name, const QString &contentType, const QByteArray &data);
    bool contains(const QString &key) const { return m_files.contains(key); }
    void retry(const QString &key);
    /// Ends it without another word.
    void drop(const QString &key);
    /// Starts again what waits for the line.
    void resume();

Q_SIGNALS:
    void started(const QString &key);
    void progress(const QString &key, qint64 sent, qint64 total); ///< bytes
    void finished(const QString &key, const lectern::Attachment &attachment);
    /// For another cause than a refusal it waits for resume().
    void failed(const QString &key, const lectern::ApiError &error);

private:
    struct File
    {
        QString name;
        QString contentType;
        QByteArray data;
        QPointer<UploadHandle> handle;
        bool waiting = false;
    };

    void start(const QString &key);
    void settle(const QString &key, const UploadHandle *handle, const ApiResult<Attachment> &result);

    ApiClient &m_api;
    QString m_roomId;
    QHash<QString, File> m_files;
};

} // namespace lectern
