// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"

#include <QtCore/QPointer>

class QIODevice;
class QNetworkReply;

namespace lectern {

/// Bytes that go from the server into a device as they come; never more than a part of them is in memory.
/// Where the device takes no more the download ends as Canceled, and the device knows why.
class Download : public QObject
{
    Q_OBJECT

public:
    /// `target` is open for writing and outlives the download.
    Download(QNetworkReply *reply, QIODevice *target);
    ~Download() override;

    void cancel();
    QFuture<ApiResult<void>> result() const { return m_result; }

Q_SIGNALS:
    void progress(qint64 received, qint64 total); ///< bytes; a total of -1 is not known

private:
    void pass();

    QPointer<QNetworkReply> m_reply;
    QIODevice *m_target;
    QFuture<ApiResult<void>> m_result;
};

} // namespace lectern
