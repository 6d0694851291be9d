// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/client/TusCalls.h"

#include "common/client/Answer.h"
#include "common/protocol/Codec.h"

#include <QtNetwork/QNetworkAccessManager>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

ApiResult<qint64> offsetOf(QNetworkReply *reply)
{
    const auto body = rest::bodyOf(reply);
    if (!body) return std::unexpected(body.error());
    bool isNumber = false;
    const auto offset = reply->rawHeader("Upload-Offset").toLongLong(&isNumber);
    if (!isNumber || offset < 0) return std::unexpected(rest::notLectern(200, u"no Upload-Offset"_s));
    return offset;
}

QString uploadPath(const QString &id)
{
    return u"/uploads/"_s + QString::fromLatin1(QUrl::toPercentEncoding(id));
}

} // namespace

TusCalls::TusCalls(QNetworkAccessManager &network, MakeRequest request)
    : m_network(network)
    , m_request(std::move(request))
{
}

QNetworkRequest TusCalls::request(const QString &path) const
{
    auto request = m_request(path);
    request.setRawHeader("Tus-Resumable", "1.0.0");
    return request;
}

QFuture<ApiResult<Attachment>> TusCalls::create(const QString &roomId, const QString &name,
                                                const QString &contentType, qint64 size) const
{
    auto creation =
        request(u"/rooms/"_s + QString::fromLatin1(QUrl::toPercentEncoding(roomId)) + u"/uploads"_s);
    creation.setRawHeader("Upload-Length", QByteArray::number(size));
    creation.setRawHeader("Upload-Metadata", "filename " + name.toUtf8().toBase64() + ",filetype " +
                                                 contentType.toUtf8().toBase64());
    // Without one Qt announces a form.
    creation.setHeader(QNetworkRequest::ContentTypeHeader, u"application/octet-stream"_s);
    return rest::objectAnswer<Attachment>(m_network.post(creation, QByteArray()), attachmentFromJson);
}

QFuture<ApiResult<qint64>> TusCalls::offset(const QString &id) const
{
    return sent(m_network.head(request(uploadPath(id))));
}

QNetworkReply *TusCalls::send(const QString &id, qint64 offset, QIODevice *data) const
{
    auto part = request(uploadPath(id));
    part.setRawHeader("Upload-Offset", QByteArray::number(offset));
    part.setHeader(QNetworkRequest::ContentTypeHeader, u"application/offset+octet-stream"_s);
    return m_network.sendCustomRequest(part, "PATCH", data);
}

QFuture<ApiResult<qint64>> TusCalls::sent(QNetworkReply *reply)
{
    return rest::answer<qint64>(reply, offsetOf);
}

void TusCalls::cancel(const QString &id) const
{
    auto *reply = m_network.deleteResource(request(uploadPath(id)));
    QObject::connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}

} // namespace lectern
