// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/Backoff.h"
#include "common/client/TusCalls.h"

#include <QtCore/QIODevice>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

namespace lectern {

/// A file on its way to a room. When the line breaks it asks how much has arrived and goes on from there, by
/// itself and with growing waits, until all is there or the server refuses. Destroying it stops it and lets
/// the server wait for the rest; cancel() ends it there, too, and so does a failure.
class Upload : public QObject
{
    Q_OBJECT

public:
    struct File
    {
        QString name;
        QString contentType;
        std::shared_ptr<QIODevice> data; ///< opened for reading, not sequential; one upload at a time
    };

    Upload(TusCalls calls, QString roomId, File file, QObject *parent = nullptr);
    ~Upload() override;

    void start();
    /// Tries at once instead of waiting (the network is back).
    void retryNow();
    /// Nothing more is told.
    void cancel();

Q_SIGNALS:
    /// The server expects the file: messages may refer to it.
    void created(const lectern::Attachment &attachment);
    void progress(qint64 sent, qint64 total); ///< bytes
    /// The line is broken; progress() tells when it goes on.
    void interrupted();
    void finished();
    void failed(const lectern::ApiError &error);

private:
    void goOn();
    void create();
    void ask();
    void send(qint64 offset);
    void stumble(const ApiError &error);
    void fail(const ApiError &error);
    void end();

    TusCalls m_calls;
    QString m_roomId;
    File m_file;
    qint64 m_size;
    QString m_id; ///< empty before the server knows of it
    qint64 m_confirmed = 0;
    QPointer<QNetworkReply> m_reply;
    QTimer m_retry;
    Backoff m_backoff;
    bool m_over = false;
};

} // namespace lectern
