// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/RequestReading.h"

#include "common/protocol/JsonText.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QUrl>

namespace lectern {

using namespace Qt::StringLiterals;

Result<JsonReader> readBody(const HttpRequest &request)
{
    QJsonParseError error;
    const QJsonDocument document = readJson(request.body, &error);
    if (document.isObject()) return JsonReader(document.object());
    if (error.error == QJsonParseError::NoError)
        return problem(ErrorCode::BadRequest, u"body: expected a JSON object"_s);
    return problem(
        ErrorCode::BadRequest,
        u"body: expected a JSON object; %1 at byte %2"_s.arg(error.errorString()).arg(error.offset));
}

QString queryText(const HttpHead &request, const QString &name)
{
    QString encoded = request.query.queryItemValue(name, QUrl::FullyEncoded);
    return QUrl::fromPercentEncoding(encoded.replace(u'+', u' ').toUtf8());
}

Result<qint64> queryNumber(const HttpHead &request, const QString &name, qint64 fallback, qint64 min,
                           qint64 max)
{
    if (!request.query.hasQueryItem(name)) return fallback;
    bool ok = false;
    const QString text = request.queryValue(name);
    const qint64 value = text.toLongLong(&ok);
    if (ok && value >= min && value <= max) return value;
    return problem(
        ErrorCode::BadRequest,
        u"%1: got \"%2\", expected a whole number, %3 to %4"_s.arg(name, text.left(40)).arg(min).arg(max));
}

bool matchesEtag(QByteArrayView ifNoneMatch, QByteArrayView etag)
{
    for (QByteArray candidate : ifNoneMatch.toByteArray().split(',')) {
        candidate = candidate.trimmed();
        if (candidate.startsWith("W/")) candidate = candidate.mid(2);
        if (candidate == etag || candidate == "*") return true;
    }
    return false;
}

} // namespace lectern
