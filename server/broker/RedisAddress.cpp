// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/RedisAddress.h"

#include <QtCore/QUrl>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Problem> misfit(const QString &what)
{
    return problem(ErrorCode::BadRequest,
                   u"%1; expected redis://[:password@]host:port/database or unix:/path"_s.arg(what));
}

} // namespace

Result<RedisAddress> RedisAddress::parse(const QString &text)
{
    constexpr auto kUnix = "unix:"_L1;
    RedisAddress address;
    if (text.startsWith(kUnix)) {
        QString path = text.sliced(kUnix.size());
        if (path.startsWith("///"_L1)) path = path.sliced(2);
        if (!path.startsWith(u'/') || path.startsWith("//"_L1)) return misfit(u"no absolute path"_s);
        address.socketPath = path;
        return address;
    }

    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != "redis"_L1) return misfit(u"no address of a Redis"_s);
    if (url.host().isEmpty()) return misfit(u"no host"_s);
    if (url.hasQuery() || url.hasFragment()) return misfit(u"something behind the database's number"_s);
    if (url.port(address.port) == 0) return misfit(u"port 0"_s);
    address.host = url.host(QUrl::FullyDecoded);
    address.port = quint16(url.port(address.port));
    address.user = url.userName(QUrl::FullyDecoded);
    address.password = url.password(QUrl::FullyDecoded);

    const QString database = url.path().mid(1);
    bool isNumber = true;
    if (!database.isEmpty()) address.database = database.toInt(&isNumber);
    if (!isNumber || address.database < 0)
        return misfit(u"\"%1\" is no number of a database"_s.arg(database));
    return address;
}

QString RedisAddress::display() const
{
    if (!socketPath.isEmpty()) return u"unix:"_s + socketPath;
    const QString bracketed = host.contains(u':') ? u'[' + host + u']' : host;
    return u"redis://%1:%2/%3"_s.arg(bracketed).arg(port).arg(database);
}

} // namespace lectern
