// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/RedisAddress.h"

#include <QtCore/QUrl>
#include <QtCore/QUrlQuery>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Problem> misfit(const QString &what)
{
    return problem(
        ErrorCode::BadRequest,
        u"%1; expected redis://[:password@]host:port/database, rediss://… for TLS, or unix:/path"_s.arg(
            what));
}

/// What other programs call their addresses of several servers.
QString severalServers(const QString &text)
{
    const QString scheme = text.section(u':', 0, 0).toLower();
    if (scheme.contains("sentinel"_L1)) return u"a Sentinel's address is not supported"_s;
    if (scheme.contains("cluster"_L1)) return u"a Cluster's address is not supported"_s;
    if (text.section(u'@', -1).section(u'?', 0, 0).contains(u','))
        return u"several addresses (of Sentinels, of a Cluster) are not supported"_s;
    return {};
}

/// False for what is not known, or is there without what it needs.
bool takeFiles(RedisAddress &address, const QUrlQuery &query)
{
    for (const auto &[name, value] : query.queryItems(QUrl::FullyDecoded)) {
        QString *file = name == "cacert"_L1 ? &address.caFile
                        : name == "cert"_L1 ? &address.certFile
                        : name == "key"_L1  ? &address.keyFile
                                            : nullptr;
        if (!file || value.isEmpty() || !address.tls) return false;
        *file = value;
    }
    return address.certFile.isEmpty() == address.keyFile.isEmpty();
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

    if (const QString several = severalServers(text); !several.isEmpty()) return misfit(several);
    const QUrl url(text, QUrl::StrictMode);
    address.tls = url.scheme() == "rediss"_L1;
    if (!url.isValid() || (url.scheme() != "redis"_L1 && !address.tls))
        return misfit(u"no address of a Redis"_s);
    if (url.host().isEmpty()) return misfit(u"no host"_s);
    if (url.hasFragment() || !takeFiles(address, QUrlQuery(url)))
        return misfit(
            u"behind the database's number only rediss:// takes something: cacert, cert with key"_s);
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
    return u"%1://%2:%3/%4"_s.arg(tls ? u"rediss"_s : u"redis"_s, bracketed).arg(port).arg(database);
}

} // namespace lectern
