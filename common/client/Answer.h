// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ReplyReading.h"

#include <QtCore/QPromise>
#include <QtNetwork/QNetworkReply>

namespace lectern::rest {

/// A future for what `read(QNetworkReply *)` makes of the reply once it has finished; the reply is
/// deleted then. Aborting the reply answers it, too, so nobody waits for ever.
template <typename T, typename Read> QFuture<ApiResult<T>> answer(QNetworkReply *reply, Read read)
{
    auto promise = std::make_shared<QPromise<ApiResult<T>>>();
    promise->start();
    QObject::connect(reply, &QNetworkReply::finished, reply, [reply, promise, read] {
        promise->addResult(read(reply));
        promise->finish();
        reply->deleteLater();
    });
    return promise->future();
}

/// The answer's JSON object, given to `parse`, whose misfit means that no Lectern server said it.
template <typename T, typename Parse> QFuture<ApiResult<T>> objectAnswer(QNetworkReply *reply, Parse parse)
{
    return answer<T>(reply, [parse](QNetworkReply *finished) -> ApiResult<T> {
        const auto object = objectOf(finished);
        if (!object) return std::unexpected(object.error());
        auto value = parse(*object);
        if (!value) return std::unexpected(notLectern(200, value.error().detail));
        return *std::move(value);
    });
}

/// The same for a bare array.
template <typename T, typename Parse>
QFuture<ApiResult<QList<T>>> listAnswer(QNetworkReply *reply, Parse parse)
{
    return answer<QList<T>>(reply, [parse](QNetworkReply *finished) -> ApiResult<QList<T>> {
        const auto array = arrayOf(finished);
        if (!array) return std::unexpected(array.error());
        QList<T> list;
        list.reserve(array->size());
        for (const auto &entry : *array) {
            auto value = parse(entry.toObject());
            if (!value) return std::unexpected(notLectern(200, value.error().detail));
            list.append(*std::move(value));
        }
        return list;
    });
}

/// Only whether it was done.
inline QFuture<ApiResult<void>> emptyAnswer(QNetworkReply *reply)
{
    return answer<void>(reply, [](QNetworkReply *finished) -> ApiResult<void> {
        const auto body = bodyOf(finished);
        if (!body) return std::unexpected(body.error());
        return {};
    });
}

} // namespace lectern::rest
