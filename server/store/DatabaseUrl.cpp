// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/DatabaseUrl.h"

#include <QtCore/QUrl>
#include <QtCore/QUrlQuery>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kSqlite = "sqlite:"_L1;
constexpr auto kPostgres = "postgresql"_L1;

std::unexpected<Problem> misfit(const QString &what)
{
    return problem(ErrorCode::BadRequest, u"%1; expected %2"_s.arg(what, DatabaseUrl::kExpected));
}

/// The driver takes options as one text in which ';' stands between two.
bool isOption(const QString &key, const QString &value)
{
    const QStringList known{u"sslmode"_s, u"sslrootcert"_s, u"sslcert"_s, u"sslkey"_s, u"passfile"_s};
    return known.contains(key) && !value.isEmpty() && !value.contains(u';');
}

Result<DatabaseUrl> parsePostgres(const QUrl &url)
{
    DatabaseUrl result;
    result.kind = DatabaseUrl::Kind::PostgreSql;
    result.host = url.host(QUrl::FullyDecoded);
    for (const auto &[key, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded)) {
        if (key == "host"_L1 && result.host.isEmpty() && value.startsWith(u'/'))
            result.host = value;
        else if (isOption(key, value))
            result.options.append({key, value});
        else
            return misfit(u"option \"%1\" with a value that is not known there"_s.arg(key.left(40)));
    }
    if (result.host.isEmpty()) return misfit(u"no host"_s);
    if (url.port(result.port) < 1) return misfit(u"port 0"_s);
    result.port = quint16(url.port(result.port));
    result.user = url.userName(QUrl::FullyDecoded);
    result.password = url.password(QUrl::FullyDecoded);
    result.name = url.path(QUrl::FullyDecoded).mid(1);
    if (result.name.isEmpty()) return misfit(u"no database's name"_s);
    return result;
}

} // namespace

Result<DatabaseUrl> DatabaseUrl::parse(const QString &text)
{
    if (text.startsWith(kSqlite)) {
        DatabaseUrl result;
        result.file = text.sliced(kSqlite.size());
        if (result.file.isEmpty() || result.file.startsWith("//"_L1)) return misfit(u"no file"_s);
        return result;
    }
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != kPostgres || url.hasFragment() || text.contains(QChar(0)))
        return misfit(u"no address of a database"_s);
    return parsePostgres(url);
}

QString DatabaseUrl::display() const
{
    if (kind == Kind::Sqlite) return kSqlite + file;
    QUrl url;
    url.setScheme(kPostgres);
    url.setUserName(user);
    url.setPath(u'/' + name);
    if (host.startsWith(u'/')) {
        url.setHost(u""_s);
        url.setQuery(u"host="_s + host);
    } else {
        url.setHost(host);
        url.setPort(port);
    }
    return url.toDisplayString();
}

} // namespace lectern
