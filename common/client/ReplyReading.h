// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"

class QNetworkReply;

namespace lectern::rest {

/// What a finished reply says: its body for a 2xx, else why there is none. A reply that was aborted
/// reads as Timeout, or as Canceled when its property `kCanceled` is set.
ApiResult<QByteArray> bodyOf(QNetworkReply *reply);

/// The body as the JSON value `T` asks for; anything else was not said by a Lectern server.
ApiResult<QJsonObject> objectOf(QNetworkReply *reply);
ApiResult<QJsonArray> arrayOf(QNetworkReply *reply);

ApiError notLectern(int status, const QString &detail);

inline constexpr char kCanceled[] = "lecternCanceled";

} // namespace lectern::rest
