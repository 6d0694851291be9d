// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/JsonReader.h"
#include "server/transport/Http.h"

namespace lectern {

/// The request's body as a JSON object; `bad_request` for anything else.
Result<JsonReader> readBody(const HttpRequest &request);

/// A text item of the query, decoded as forms write it ('+' is a space); empty when it is not there.
QString queryText(const HttpHead &request, const QString &name);

/// A whole number of the query; `fallback` when it is not there, `bad_request` when it does not fit.
Result<qint64> queryNumber(const HttpHead &request, const QString &name, qint64 fallback, qint64 min,
                           qint64 max);

/// True when one of the entity tags in If-None-Match is this one (weak comparison, RFC 9110).
bool matchesEtag(QByteArrayView ifNoneMatch, QByteArrayView etag);

} // namespace lectern
