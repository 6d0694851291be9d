// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"

#include <QtNetwork/QNetworkRequest>

class QNetworkAccessManager;

namespace lectern {

/// The requests of a resumable upload (tus 1.0.0, tus.io/protocols/resumable-upload).
class TusCalls
{
public:
    /// Makes the request for a path below /api/v1, signed in as of now.
    using MakeRequest = std::function<QNetworkRequest(const QString &path)>;

    /// `network` outlives this.
    TusCalls(QNetworkAccessManager &network, MakeRequest request);

    /// `size`: bytes.
    QFuture<ApiResult<Attachment>> create(const QString &roomId, const QString &name,
                                          const QString &contentType, qint64 size) const;
    /// How many bytes the server has.
    QFuture<ApiResult<qint64>> offset(const QString &id) const;
    /// Sends the rest of `data`, which is not sequential, stands at `offset` and outlives the reply.
    QNetworkReply *send(const QString &id, qint64 offset, QIODevice *data) const;
    /// How many bytes the server has after send().
    static QFuture<ApiResult<qint64>> sent(QNetworkReply *reply);
    /// The server forgets the upload, and tells those to whom it was announced.
    void cancel(const QString &id) const;

private:
    QNetworkRequest request(const QString &path) const;

    QNetworkAccessManager &m_network;
    MakeRequest m_request;
};

} // namespace lectern
