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

/// How libpq is to encrypt and sign in. The driver takes options as one text with ';' between two.
bool isPlainOption(const QString &key, const QString &value)
{
    const QStringList known{u"sslmode"_s, u"sslrootcert"_s, u"sslcert"_s, u"sslkey"_s, u"passfile"_s};
    return known.contains(key) && !value.isEmpty() && !value.contains(u';');
}

bool takeOption(DatabaseUrl &url, const QString &key, const QString &value)
{
    if (key == "host"_L1 && url.host.isEmpty() && value.startsWith(u'/')) {
        url.host = value;
        return true;
    }
    if (key == "port"_L1) {
        url.port = value.toUShort();
        return url.port > 0;
    }
    if (!isPlainOption(key, value)) return false;
    url.options.append({key, value});
    return true;
}

Result<DatabaseUrl> parsePostgres(const QUrl &url)
{
    DatabaseUrl result;
    result.kind = DatabaseUrl::Kind::PostgreSql;
    result.host = url.host(QUrl::FullyDecoded);
    result.port = quint16(url.port(result.port));
    result.user = url.userName(QUrl::FullyDecoded);
    result.password = url.password(QUrl::FullyDecoded);
    result.name = url.path(QUrl::FullyDecoded).mid(1);
    for (const auto &[key, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded))
        if (!takeOption(result, key, value)) return misfit(u"option \"%1\" does not fit"_s.arg(key.left(40)));
    // Of a password with '@' and '/' in it the rest would be taken for these, and shown.
    if (result.name.contains(u'@') || result.host.contains(u'@'))
        return misfit(u"an @ that is not percent-encoded"_s);
    if (result.host.isEmpty()) return misfit(u"no host"_s);
    if (result.port == 0) return misfit(u"port 0"_s);
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
    const bool isSocket = host.startsWith(u'/');
    QUrl url;
    QUrlQuery query;
    url.setScheme(kPostgres);
    url.setUserName(user);
    url.setHost(isSocket ? u""_s : host);
    url.setPath(u'/' + name);
    if (isSocket)
        query.setQueryItems({{u"host"_s, host}, {u"port"_s, QString::number(port)}});
    else
        url.setPort(port);
    for (const auto &[key, value] : options)
        query.addQueryItem(key, value);
    if (!query.isEmpty()) url.setQuery(query);
    return url.toDisplayString();
}

} // namespace lectern
