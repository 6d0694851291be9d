// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/Download.h"

#include <QtCore/QSaveFile>

#include <functional>
#include <memory>

namespace lectern {

/// A download into a file that is there whole or not at all.
class SaveJob : public QObject
{
    Q_OBJECT

public:
    /// `start` begins the download into the device that it is given.
    using Start = std::function<std::unique_ptr<Download>(QIODevice *)>;

    SaveJob(const QString &path, const QUrl &server, QObject *parent = nullptr);

    void run(const Start &start);
    void cancel();
    QString path() const { return m_file.fileName(); }

Q_SIGNALS:
    void progress(qint64 received, qint64 total); ///< bytes; a total of -1 is not known
    void saved();
    /// `text` is for the teacher.
    void failed(const QString &text);

private:
    void finish(const ApiResult<void> &result);

    QSaveFile m_file;
    QUrl m_server;
    std::unique_ptr<Download> m_download;
    bool m_canceled = false;
};

} // namespace lectern
