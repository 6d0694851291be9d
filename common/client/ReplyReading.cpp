// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/client/ReplyReading.h"

#include "common/protocol/JsonText.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtNetwork/QNetworkReply>

namespace lectern::rest {

using namespace Qt::StringLiterals;

namespace {

ApiError noAnswer(const QNetworkReply *reply)
{
    ApiError error;
    error.detail = reply->errorString();
    switch (reply->error()) {
    case QNetworkReply::HostNotFoundError:
        error.kind = ApiError::Kind::HostNotFound;
        break;
    case QNetworkReply::OperationCanceledError:
        error.kind = reply->property(kCanceled).toBool() ? ApiError::Kind::Canceled : ApiError::Kind::Timeout;
        break;
    case QNetworkReply::TimeoutError:
        error.kind = ApiError::Kind::Timeout;
        break;
    case QNetworkReply::SslHandshakeFailedError:
        error.kind = ApiError::Kind::Tls;
        break;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        error.kind = ApiError::Kind::NotLectern;
        break;
    default:
        error.kind = ApiError::Kind::Unreachable;
        break;
    }
    return error;
}

ApiError refusal(QNetworkReply *reply, int status)
{
    const QString type = reply->header(QNetworkRequest::ContentTypeHeader).toString();
    const QJsonObject body = readJson(reply->readAll()).object();
    const auto code = errorCodeFromString(body.value("code"_L1).toString());
    if (!type.startsWith("application/problem+json"_L1)) {
        // A proxy says this for a server that is not there just now.
        if (status >= 502 && status <= 504)
            return {.kind = ApiError::Kind::Unreachable,
                    .status = status,
                    .problem = {},
                    .detail = u"the server is not there just now (HTTP %1)"_s.arg(status)};
        const QUrl elsewhere = reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
        return notLectern(status, elsewhere.isEmpty()
                                      ? u"not a Lectern server (HTTP %1)"_s.arg(status)
                                      : u"the address leads to %1"_s.arg(elsewhere.toString()));
    }
    ApiError error{.kind = ApiError::Kind::Refused, .status = status, .problem = {}, .detail = {}};
    error.problem = {code.value_or(ErrorCode::Internal), body.value("detail"_L1).toString()};
    error.detail = error.problem.detail.isEmpty() ? body.value("title"_L1).toString() : error.problem.detail;
    error.retryAfter = reply->rawHeader("Retry-After").toInt();
    return error;
}

ApiResult<QJsonDocument> documentOf(QNetworkReply *reply)
{
    const auto body = bodyOf(reply);
    if (!body) return std::unexpected(body.error());
    QJsonDocument document = readJson(*body);
    if (document.isNull()) return std::unexpected(notLectern(200, u"the answer is no JSON"_s));
    return document;
}

} // namespace

ApiError notLectern(int status, const QString &detail)
{
    return {.kind = ApiError::Kind::NotLectern, .status = status, .problem = {}, .detail = detail};
}

ApiResult<QByteArray> bodyOf(QNetworkReply *reply)
{
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool aborted = reply->error() == QNetworkReply::OperationCanceledError;
    if (status == 0 || aborted) return std::unexpected(noAnswer(reply));
    if (status / 100 != 2) return std::unexpected(refusal(reply, status));
    if (reply->error() != QNetworkReply::NoError)
        return std::unexpected(noAnswer(reply)); // cut off in its body
    return reply->readAll();
}

ApiResult<QJsonObject> objectOf(QNetworkReply *reply)
{
    const auto document = documentOf(reply);
    if (!document) return std::unexpected(document.error());
    if (!document->isObject()) return std::unexpected(notLectern(200, u"the answer is no JSON object"_s));
    return document->object();
}

ApiResult<QJsonArray> arrayOf(QNetworkReply *reply)
{
    const auto document = documentOf(reply);
    if (!document) return std::unexpected(document.error());
    if (!document->isArray()) return std::unexpected(notLectern(200, u"the answer is no JSON array"_s));
    return document->array();
}

} // namespace lectern::rest
