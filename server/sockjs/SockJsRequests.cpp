// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sockjs/SockJsRequests.h"

#include "server/sockjs/SockJsAnswers.h"

#include <QtCore/QRegularExpression>

namespace lectern::sockjs {

using namespace Qt::StringLiterals;

std::expected<QByteArray, HttpResponse> callbackOf(const HttpHead &request)
{
    const QString name = request.queryValue(request.query.hasQueryItem(u"c"_s) ? u"c"_s : u"callback"_s);
    if (name.isEmpty()) return std::unexpected(plain(500, "\"callback\" parameter required"_ba));
    static const QRegularExpression harmless(QRegularExpression::anchoredPattern(u"[a-zA-Z0-9_.-]+"_s));
    if (name.size() > 256 || !harmless.match(name).hasMatch())
        return std::unexpected(plain(500, "invalid \"callback\" parameter"_ba));
    return name.toLatin1();
}

QByteArray formPayload(const HttpRequest &request)
{
    const QByteArray type = request.headers.value("Content-Type").split(';').first().trimmed().toLower();
    if (type != "application/x-www-form-urlencoded") return request.body;
    for (const QByteArray &field : request.body.split('&'))
        if (field.startsWith("d=")) return QByteArray::fromPercentEncoding(field.sliced(2).replace('+', ' '));
    return {};
}

HttpResponse noUpgrade(const HttpHead &request)
{
    const QByteArray upgrade = request.headers.value("Upgrade");
    return plain(400, upgrade.compare("websocket", Qt::CaseInsensitive) == 0
                          ? "\"Connection\" must be \"Upgrade\"."_ba
                          : "Can \"Upgrade\" only to \"WebSocket\"."_ba);
}

} // namespace lectern::sockjs
