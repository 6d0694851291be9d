// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ConfigOptions.h"

#include "server/broker/RedisAddress.h"
#include "server/store/DatabaseUrl.h"
#include "server/transport/TrustedProxies.h"

#include <cmath>
#include <limits>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

using Kind = ConfigOption::Kind;
using Milliseconds = std::chrono::milliseconds;

std::optional<double> number(const QString &text)
{
    bool ok = false;
    const double value = text.toDouble(&ok);
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

template <typename Integer>
ConfigOption integer(QString key, Integer Limits::*field, Integer least, QString what)
{
    ConfigOption option;
    option.key = std::move(key);
    option.help = what;
    option.placeholder = u"N"_s;
    option.expected = u"a whole number, %1 or more"_s.arg(least);
    option.kind = Kind::Number;
    option.set = [field, least](Config &config, const QString &text) {
        bool ok = false;
        const qlonglong value = text.toLongLong(&ok);
        if (!ok || value < least || value > std::numeric_limits<Integer>::max()) return false;
        config.limits.*field = Integer(value);
        return true;
    };
    option.get = [field](const Config &config) { return QString::number(config.limits.*field); };
    return option;
}

ConfigOption real(QString key, double Limits::*field, bool mayBeZero, QString what)
{
    ConfigOption option;
    option.key = std::move(key);
    option.help = what;
    option.placeholder = u"N"_s;
    option.expected = mayBeZero ? u"a number, 0 or more"_s : u"a number above 0"_s;
    option.kind = Kind::Number;
    option.set = [field, mayBeZero](Config &config, const QString &text) {
        const auto value = number(text);
        if (!value || *value < 0 || *value > 1e9 || (*value == 0 && !mayBeZero)) return false;
        config.limits.*field = *value;
        return true;
    };
    option.get = [field](const Config &config) { return QString::number(config.limits.*field); };
    return option;
}

ConfigOption seconds(QString key, QString flag, Milliseconds Config::*field, QString what)
{
    ConfigOption option;
    option.key = std::move(key);
    option.flag = std::move(flag);
    option.help = what;
    option.placeholder = u"SECONDS"_s;
    option.expected = u"seconds, 0 or more"_s;
    option.kind = Kind::Number;
    option.set = [field](Config &config, const QString &text) {
        const auto value = number(text);
        if (!value || *value < 0 || *value > 1e9) return false;
        config.*field = Milliseconds(std::llround(*value * 1000));
        return true;
    };
    option.get = [field](const Config &config) {
        return QString::number(double((config.*field).count()) / 1000, 'g', 12);
    };
    return option;
}

ConfigOption path(QString key, QString flag, QString Config::*field, QString placeholder, QString what)
{
    ConfigOption option;
    option.key = std::move(key);
    option.flag = std::move(flag);
    option.help = what;
    option.placeholder = placeholder;
    option.expected = placeholder == "DIR"_L1 ? u"a directory"_s : u"a file"_s;
    option.set = [field](Config &config, const QString &text) {
        if (text.isEmpty() || text.contains(QChar(0))) return false;
        config.*field = text;
        return true;
    };
    option.get = [field](const Config &config) { return config.*field; };
    return option;
}

/// A setting that takes one of a few words.
template <typename Value>
ConfigOption choice(QString key, QString flag, Value Config::*field, QList<std::pair<QString, Value>> words,
                    QString what)
{
    QStringList names;
    for (const auto &[name, value] : words)
        names += name;
    ConfigOption option;
    option.key = std::move(key);
    option.flag = std::move(flag);
    option.help = what;
    option.placeholder = names.join(u'|');
    option.expected = names.join(u" or "_s);
    option.set = [field, words](Config &config, const QString &text) {
        for (const auto &[name, value] : words) {
            if (name != text) continue;
            config.*field = value;
            return true;
        }
        return false;
    };
    option.get = [field, words](const Config &config) {
        for (const auto &[name, value] : words)
            if (value == config.*field) return name;
        return QString();
    };
    return option;
}

ConfigOption listen()
{
    return {u"listen"_s,
            u"--listen"_s,
            u"ADDR:PORT"_s,
            u"where to listen; port 0 takes any free one"_s,
            u"ADDRESS:PORT such as 0.0.0.0:8080 or [::]:8080, port 0 to 65535"_s,
            Kind::Text,
            [](Config &config, const QString &text) {
                const qsizetype colon = text.lastIndexOf(u':');
                QString host = text.left(qMax(colon, qsizetype(0)));
                bool ok = false;
                const auto port = text.mid(colon + 1).toUShort(&ok);
                if (colon < 0 || !ok) return false;
                const bool bracketed = host.startsWith(u'[') && host.endsWith(u']');
                if (bracketed) host = host.mid(1, host.size() - 2);
                if (host == "localhost"_L1) host = u"127.0.0.1"_s;
                const QHostAddress address(host);
                if (address.isNull() || bracketed != (address.protocol() == QHostAddress::IPv6Protocol))
                    return false;
                config.listenAddress = address;
                config.listenPort = port;
                return true;
            },
            [](const Config &config) {
                const bool v6 = config.listenAddress.protocol() == QHostAddress::IPv6Protocol;
                return (v6 ? u"[%1]:%2"_s : u"%1:%2"_s)
                    .arg(config.listenAddress.toString())
                    .arg(config.listenPort);
            }};
}

ConfigOption database()
{
    return {u"database"_s,
            u"--database"_s,
            u"URL"_s,
            u"where accounts, rooms and messages are kept"_s,
            DatabaseUrl::kExpected,
            Kind::Text,
            [](Config &config, const QString &text) {
                const bool inDataDir = text == "sqlite:"_L1;
                if (!inDataDir && !DatabaseUrl::parse(text)) return false;
                config.database = text;
                return true;
            },
            [](const Config &config) {
                const auto url = DatabaseUrl::parse(config.database);
                return url ? url->display() : config.database;
            }};
}

ConfigOption redis()
{
    return {u"redis"_s,
            u"--redis"_s,
            u"URL"_s,
            u"the Redis through which several nodes are one system"_s,
            u"redis://[:PASSWORD@]HOST:PORT/DB, rediss://… or unix:/PATH of one Redis server, "
            "neither a Sentinel nor a Cluster"_s,
            Kind::Text,
            [](Config &config, const QString &text) {
                if (!text.isEmpty() && !RedisAddress::parse(text)) return false;
                config.redis = text;
                return true;
            },
            [](const Config &config) {
                const auto address = RedisAddress::parse(config.redis);
                return address ? address->display() : QString();
            }};
}

ConfigOption publicUrl()
{
    return {u"public_url"_s,
            u"--public-url"_s,
            u"URL"_s,
            u"the address that people use; without it the request's Host"_s,
            u"http://HOST or https://HOST"_s,
            Kind::Text,
            [](Config &config, const QString &text) {
                const QUrl url(text.endsWith(u'/') ? text.chopped(1) : text, QUrl::StrictMode);
                const bool web = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
                if (!url.isValid() || !web || url.host().isEmpty() || url.hasQuery() || url.hasFragment() ||
                    !url.userInfo().isEmpty())
                    return false;
                config.publicUrl = url;
                return true;
            },
            [](const Config &config) { return config.publicUrl.toString(); }};
}

bool isOrigin(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return text == "*"_L1 || (url.isValid() && !url.scheme().isEmpty() && !url.host().isEmpty() &&
                              url.path().isEmpty() && !url.hasQuery() && !url.hasFragment());
}

ConfigOption allowedOrigins()
{
    return {u"allowed_origins"_s,
            {},
            u"LIST"_s,
            u"web origins besides the server's own that may use it"_s,
            u"a list of origins such as https://school.example, or *"_s,
            Kind::List,
            [](Config &config, const QString &text) {
                const QStringList origins = text.split(u',', Qt::SkipEmptyParts);
                for (const QString &origin : origins)
                    if (!isOrigin(origin.trimmed())) return false;
                config.allowedOrigins.clear();
                for (const QString &origin : origins)
                    config.allowedOrigins += origin.trimmed();
                return true;
            },
            [](const Config &config) { return config.allowedOrigins.join(u','); }};
}

ConfigOption trustedProxies()
{
    return {u"trusted_proxies"_s,
            {},
            u"LIST"_s,
            u"proxies whose X-Forwarded-For tells from where somebody comes"_s,
            u"a list of addresses and networks such as 192.168.0.5 or 10.0.0.0/8"_s,
            Kind::List,
            [](Config &config, const QString &text) {
                QStringList networks;
                for (const QString &network : text.split(u',', Qt::SkipEmptyParts))
                    networks += network.trimmed();
                if (!TrustedProxies::of(networks)) return false;
                config.trustedProxies = networks;
                return true;
            },
            [](const Config &config) { return config.trustedProxies.join(u','); }};
}

/// A part of how often something may happen.
ConfigOption pace(QString key, Pace Config::*field, double Pace::*part, bool mayBeZero, QString what)
{
    ConfigOption option;
    option.key = std::move(key);
    option.help = what;
    option.placeholder = u"N"_s;
    option.expected = mayBeZero ? u"a number, 0 or more"_s : u"a number, 1 or more"_s;
    option.kind = Kind::Number;
    option.set = [field, part, least = mayBeZero ? 0.0 : 1.0](Config &config, const QString &text) {
        const auto value = number(text);
        if (!value || *value < least || *value > 1e9) return false;
        config.*field.*part = *value;
        return true;
    };
    option.get = [field, part](const Config &config) { return QString::number(config.*field.*part); };
    return option;
}

ConfigOption tokenTtl()
{
    return {u"auth.token_ttl"_s,
            {},
            u"SECONDS"_s,
            u"how long a sign-in lasts"_s,
            u"whole seconds, 1 to 31536000"_s,
            Kind::Number,
            [](Config &config, const QString &text) {
                bool ok = false;
                const int value = text.toInt(&ok);
                if (!ok || value < 1 || value > 31'536'000) return false;
                config.tokenTtl = std::chrono::seconds(value);
                return true;
            },
            [](const Config &config) { return QString::number(config.tokenTtl.count()); }};
}

ConfigOption fileCache()
{
    return {u"files.cache_bytes"_s,
            {},
            u"N"_s,
            u"bytes that a node keeps of files that lie in the database"_s,
            u"a whole number, 0 or more"_s,
            Kind::Number,
            [](Config &config, const QString &text) {
                bool ok = false;
                const qint64 value = text.toLongLong(&ok);
                if (!ok || value < 0) return false;
                config.fileCache = value;
                return true;
            },
            [](const Config &config) { return QString::number(config.fileCache); }};
}

ConfigOption retention()
{
    constexpr double kDay = 86'400'000; // ms
    return {u"retention.days"_s,
            {},
            u"DAYS"_s,
            u"after which messages, files and attendance are removed; 0: kept for ever"_s,
            u"days, 0 or more"_s,
            Kind::Number,
            [](Config &config, const QString &text) {
                const auto value = number(text);
                if (!value || *value < 0 || *value > 100'000) return false;
                config.retention = Milliseconds(std::llround(*value * kDay));
                return true;
            },
            [](const Config &config) {
                return QString::number(double(config.retention.count()) / kDay, 'g', 12);
            }};
}

ConfigOption boolean(QString key, bool Config::*field, QString what)
{
    ConfigOption option =
        choice<bool>(std::move(key), {}, field, {{u"true"_s, true}, {u"false"_s, false}}, what);
    option.kind = Kind::Boolean;
    return option;
}

/// Keys without a section come first: TOML reads what follows a section as a part of it.
std::vector<ConfigOption> makeOptions()
{
    return {
        listen(),
        path(u"data_dir"_s, u"--data-dir"_s, &Config::dataDir, u"DIR"_s, u"where everything is kept"_s),
        database(),
        redis(),
        choice<ServeMode>(
            u"serve"_s, u"--serve"_s, &Config::serve,
            {{u"all"_s, ServeMode::All}, {u"api"_s, ServeMode::Api}, {u"realtime"_s, ServeMode::Realtime}},
            u"which part of the system this node is; a part needs --redis"_s),
        publicUrl(),
        allowedOrigins(),
        trustedProxies(),
        seconds(u"drain_seconds"_s, u"--drain-seconds"_s, &Config::drain,
                u"over which people are sent elsewhere before the server stops"_s),
        path(u"tls.cert"_s, u"--tls-cert"_s, &Config::tlsCert, u"FILE"_s, u"certificate chain (PEM)"_s),
        path(u"tls.key"_s, u"--tls-key"_s, &Config::tlsKey, u"FILE"_s, u"its private key (PEM)"_s),
        path(u"tls.ca"_s, {}, &Config::tlsAuthority, u"FILE"_s,
             u"certificate of the school's own authority (PEM), handed out at /ca.crt"_s),
        path(u"auth.jwt_secret_file"_s, u"--jwt-secret-file"_s, &Config::jwtSecretFile, u"FILE"_s,
             u"signs the tokens; made on first start; nodes of one system share it"_s),
        choice<bool>(u"auth.registration"_s, {}, &Config::registrationOpen,
                     {{u"closed"_s, false}, {u"open"_s, true}}, u"may people make accounts by themselves"_s),
        tokenTtl(),
        pace(u"auth.guess_rate"_s, &Config::guesses, &Pace::rate, true,
             u"unknown room codes a second from one address; 0: no limit"_s),
        pace(u"auth.guess_burst"_s, &Config::guesses, &Pace::burst, false,
             u"unknown room codes that may come at once"_s),
        pace(u"auth.register_rate"_s, &Config::registrations, &Pace::rate, true,
             u"accounts a second that one address makes; 0: no limit"_s),
        pace(u"auth.register_burst"_s, &Config::registrations, &Pace::burst, false,
             u"accounts that may be made at once"_s),
        seconds(u"rooms.host_grace"_s, u"--host-grace"_s, &Config::hostGrace,
                u"that a class waits for its host's return; 0: it ends at once"_s),
        seconds(u"rooms.empty_ttl"_s, {}, &Config::emptyTtl, u"after which an empty chat room is deleted"_s),
        seconds(u"rooms.unhosted_ttl"_s, {}, &Config::unhostedTtl,
                u"after which a class ends whose host never came"_s),
        seconds(u"rooms.seat_seconds"_s, {}, &Config::seat, u"that a dropped student's seat is kept"_s),
        boolean(u"compat.anonymous"_s, &Config::anonymous,
                u"may people talk over /ws/chat and /room without sign-in"_s),
        choice<FilePlace>(u"files.store"_s, {}, &Config::filePlace,
                          {{u"directory"_s, FilePlace::Directory}, {u"database"_s, FilePlace::Database}},
                          u"where uploaded files lie; in the database nodes need no common disk"_s),
        fileCache(),
        pace(u"files.upload_rate"_s, &Config::uploads, &Pace::rate, true,
             u"uploads a second that one person begins; 0: no limit"_s),
        pace(u"files.upload_burst"_s, &Config::uploads, &Pace::burst, false,
             u"uploads that may be begun at once"_s),
        seconds(u"files.upload_ttl"_s, {}, &Config::uploadTtl,
                u"that an upload may stand still before it fails"_s),
        seconds(u"files.orphan_ttl"_s, {}, &Config::orphanTtl,
                u"that a file waits for a message that carries it"_s),
        retention(),
        choice<Durability>(u"store.durability"_s, {}, &Config::durability,
                           {{u"full"_s, Durability::Full}, {u"normal"_s, Durability::Normal}},
                           u"what an acknowledgement outlasts: full, a power cut; normal, all but that"_s),
        choice<LogLevel>(u"log.level"_s, u"--log-level"_s, &Config::logLevel,
                         {{u"debug"_s, LogLevel::Debug},
                          {u"info"_s, LogLevel::Info},
                          {u"warning"_s, LogLevel::Warning},
                          {u"error"_s, LogLevel::Error}},
                         u"what goes to the log on stderr"_s),
        choice<bool>(u"log.format"_s, u"--log-format"_s, &Config::logJson,
                     {{u"text"_s, false}, {u"json"_s, true}}, u"how a log line looks"_s),
        integer(u"limits.text"_s, &Limits::text, 1, u"characters of a message"_s),
        integer(u"limits.frame"_s, &Limits::frame, qint64(256), u"bytes of a WebSocket message"_s),
        integer(u"limits.name"_s, &Limits::name, 1, u"characters of a name"_s),
        integer(u"limits.file"_s, &Limits::file, qint64(1), u"bytes of an uploaded file"_s),
        real(u"limits.rate"_s, &Limits::rate, true, u"frames a second and person; 0: no limit"_s),
        real(u"limits.burst"_s, &Limits::burst, false, u"frames that may come at once"_s),
        integer(u"limits.participants"_s, &Limits::participants, 1, u"people in a room"_s),
        integer(u"limits.rooms_per_user"_s, &Limits::roomsPerUser, 1, u"open rooms of one account"_s),
        integer(u"limits.queue"_s, &Limits::queue, qint64(1024),
                u"bytes waiting to be sent on a connection"_s),
        integer(u"limits.connections"_s, &Limits::connections, 1, u"connections of a node"_s),
        integer(u"limits.recovery"_s, &Limits::recovery, 0, u"messages that a reconnect may catch up on"_s),
        real(u"limits.ping_interval"_s, &Limits::pingInterval, false, u"seconds between pings"_s),
        real(u"limits.ping_timeout"_s, &Limits::pingTimeout, false, u"seconds to answer a ping"_s),
        real(u"limits.head_timeout"_s, &Limits::headTimeout, false, u"seconds for a request's head"_s),
        integer(u"limits.body"_s, &Limits::body, qint64(256), u"bytes of a JSON request"_s),
        integer(u"limits.room_bytes"_s, &Limits::roomBytes, qint64(0),
                u"bytes of a room's messages and files; 0: no limit"_s),
        integer(u"limits.system_bytes"_s, &Limits::systemBytes, qint64(0),
                u"bytes of all rooms' messages and files; 0: no limit"_s),
    };
}

} // namespace

QString ConfigOption::environmentName() const
{
    return u"LECTERN_"_s + key.toUpper().replace(u'.', u'_');
}

const std::vector<ConfigOption> &configOptions()
{
    static const std::vector<ConfigOption> options = makeOptions();
    return options;
}

const ConfigOption *findConfigOption(const QString &key)
{
    for (const ConfigOption &option : configOptions())
        if (option.key == key) return &option;
    return nullptr;
}

} // namespace lectern
