// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ConfigLoader.h"

#include "server/app/ConfigOptions.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>

#include <toml++/toml.h>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

using Kind = ConfigOption::Kind;
using Done = std::expected<void, QString>;

/// An address without its password, also where it is none that can be read.
QString withoutPassword(QString text)
{
    static const QRegularExpression signIn(u"(:/{0,2}[^:/?@]*:).*@"_s,
                                           QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression endless(u"(://[^:/?@]*:)(?!\\d*(?:,[^:,@]+:\\d+)*(?:[/?]|$))[^@]*$"_s);
    static const QRegularExpression option(u"([?&]password=)[^&]*"_s);
    return text.replace(signIn, u"\\1***@"_s).replace(endless, u"\\1***"_s).replace(option, u"\\1***"_s);
}

/// Whatever somebody typed.
QString oneLine(QString text)
{
    for (QChar &c : text)
        if (c.category() == QChar::Other_Control) c = u' ';
    return text;
}

QString quoted(QString value)
{
    value = withoutPassword(value);
    if (value.size() > 200) value = value.left(200) + u"…"_s;
    return u'"' + value + u'"';
}

/// A value as TOML has it.
QString tomlString(const QString &value)
{
    QString text;
    for (const QChar c : value) {
        if (c == u'"' || c == u'\\') text += u'\\';
        if (c.category() == QChar::Other_Control)
            text += u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
        else
            text += c;
    }
    return u'"' + text + u'"';
}

std::unexpected<QString> refuse(const QString &key, const QString &value, const QString &expected)
{
    return std::unexpected(oneLine(u"%1: got %2, expected %3"_s.arg(key, quoted(value), expected)));
}

std::unexpected<QString> refuseKey(const QString &key, const QString &value, const QString &where)
{
    return std::unexpected(
        oneLine(u"%1: unknown key in %2 (value %3), expected one that lectern-server --help lists"_s.arg(
            key, where, quoted(value))));
}

Done apply(Config &config, const ConfigOption &option, const QString &value, const QString &where)
{
    if (option.set(config, value)) return {};
    return refuse(where == option.key ? where : u"%1 (%2)"_s.arg(option.key, where), value, option.expected);
}

QString text(const toml::node &node)
{
    if (const auto *value = node.as_string()) return QString::fromStdString(value->get());
    if (const auto *value = node.as_integer()) return QString::number(value->get());
    if (const auto *value = node.as_boolean()) return value->get() ? u"true"_s : u"false"_s;
    if (const auto *value = node.as_floating_point()) return QString::number(value->get(), 'g', 17);
    if (const auto *array = node.as_array()) {
        QStringList parts;
        for (const auto &item : *array)
            parts += text(item);
        return parts.join(u',');
    }
    return u"a value of another type"_s;
}

bool fits(const toml::node &node, Kind kind)
{
    switch (kind) {
    case Kind::Text:
        return node.is_string();
    case Kind::Number:
        return node.is_number();
    case Kind::Boolean:
        return node.is_boolean();
    case Kind::List:
        break;
    }
    const auto *array = node.as_array();
    if (!array) return false;
    for (const auto &item : *array)
        if (!item.is_string()) return false;
    return true;
}

Done applyTable(Config &config, const toml::table &table, const QString &prefix, const QString &file)
{
    for (const auto &[name, node] : table) {
        const QString key = prefix + QString::fromUtf8(name.str().data(), qsizetype(name.str().size()));
        const QString where = u"%1 line %2"_s.arg(file).arg(node.source().begin.line);
        if (const auto *inner = node.as_table()) {
            if (findConfigOption(key))
                return refuse(key + u" ("_s + where + u')', u"a table"_s, findConfigOption(key)->expected);
            if (const auto done = applyTable(config, *inner, key + u'.', file); !done) return done;
            continue;
        }
        const ConfigOption *option = findConfigOption(key);
        if (!option) return refuseKey(key, text(node), where);
        if (!fits(node, option->kind)) {
            static const QHash<Kind, QString> types{{Kind::Text, u" as a TOML string"_s},
                                                    {Kind::Number, u" as a TOML number"_s},
                                                    {Kind::Boolean, u" as a TOML boolean"_s},
                                                    {Kind::List, u" as a TOML array of strings"_s}};
            return refuse(key + u" ("_s + where + u')', text(node),
                          option->expected + types.value(option->kind));
        }
        if (const auto done = apply(config, *option, text(node), where); !done) return done;
    }
    return {};
}

Done applyFile(Config &config, const QString &path, const QString &named)
{
    QFile file(path);
    if (QFileInfo(path).isDir() || !file.open(QIODevice::ReadOnly)) {
        const QString reason = QFileInfo(path).isDir() ? u"it is a directory"_s : file.errorString();
        return refuse(named, path, u"a TOML file that can be read: "_s + reason);
    }
    const QByteArray bytes = file.readAll();
    try {
        const toml::table table = toml::parse(std::string_view(bytes.constData(), std::size_t(bytes.size())));
        config.file = path;
        return applyTable(config, table, {}, path);
    } catch (const toml::parse_error &error) {
        const std::string_view what = error.description();
        return refuse(u"%1 (%2 line %3)"_s.arg(named, path).arg(error.source().begin.line), path,
                      u"TOML: "_s + QString::fromUtf8(what.data(), qsizetype(what.size())));
    }
}

/// A list in the environment or after --set may be written as in TOML, too: ["a","b"].
QString plainList(const ConfigOption &option, QString value)
{
    if (option.kind != Kind::List || !value.startsWith(u'[') || !value.endsWith(u']')) return value;
    return value.mid(1, value.size() - 2).remove(u'"').remove(u'\'');
}

Done applyAssignment(Config &config, const QString &assignment)
{
    const qsizetype equals = assignment.indexOf(u'=');
    if (equals < 1) return refuse(u"--set"_s, assignment, u"SECTION.KEY=VALUE"_s);
    const QString key = assignment.left(equals).trimmed();
    const QString value = assignment.mid(equals + 1).trimmed();
    const ConfigOption *option = findConfigOption(key);
    if (!option) return refuseKey(key, value, u"--set"_s);
    return apply(config, *option, plainList(*option, value), u"--set"_s);
}

Done checkReadable(const QString &key, const QString &path)
{
    QFile file(path);
    const bool isDirectory = QFileInfo(path).isDir();
    if (!isDirectory && file.open(QIODevice::ReadOnly)) return {};
    return refuse(key, path,
                  u"a file that can be read: "_s +
                      (isDirectory ? u"it is a directory"_s : file.errorString()));
}

Done checkTogether(const Config &config)
{
    if (config.serve != ServeMode::All && config.redis.isEmpty())
        return refuse(u"redis (--redis)"_s, {}, u"a Redis URL, as --serve is not \"all\""_s);
    if (config.tlsCert.isEmpty() != config.tlsKey.isEmpty()) {
        const bool keyMissing = config.tlsKey.isEmpty();
        return refuse(keyMissing ? u"tls.key (--tls-key)"_s : u"tls.cert (--tls-cert)"_s, {},
                      keyMissing ? u"the key of tls.cert"_s : u"the certificate of tls.key"_s);
    }
    for (const auto &[key, path] :
         {std::pair(u"tls.cert"_s, config.tlsCert), std::pair(u"tls.key"_s, config.tlsKey),
          std::pair(u"tls.ca"_s, config.tlsAuthority)})
        if (!path.isEmpty())
            if (const auto done = checkReadable(key, path); !done) return done;
    if (QFileInfo::exists(config.jwtSecretFile))
        if (const auto done = checkReadable(u"auth.jwt_secret_file"_s, config.jwtSecretFile); !done)
            return done;
    const QFileInfo dataDir(config.dataDir);
    if (dataDir.exists() &&
        !(dataDir.isDir() && dataDir.isReadable() && dataDir.isWritable() && dataDir.isExecutable()))
        return refuse(u"data_dir (--data-dir)"_s, config.dataDir,
                      u"a directory that can be read and written"_s);
    return {};
}

} // namespace

std::expected<Config, QString> loadConfig(const ConfigSources &sources)
{
    Config config;
    const auto failed = [](Done done) { return std::unexpected(std::move(done).error()); };

    const QString fromEnvironment = sources.environment.value(u"LECTERN_CONFIG"_s);
    if (!sources.file.isEmpty()) {
        if (auto done = applyFile(config, sources.file, u"--config"_s); !done) return failed(std::move(done));
    } else if (!fromEnvironment.isEmpty()) {
        if (auto done = applyFile(config, fromEnvironment, u"LECTERN_CONFIG"_s); !done)
            return failed(std::move(done));
    } else if (QFileInfo::exists(sources.defaultFile)) {
        if (auto done = applyFile(config, sources.defaultFile, u"--config"_s); !done)
            return failed(std::move(done));
    }

    for (const ConfigOption &option : configOptions()) {
        const QString name = option.environmentName();
        if (!sources.environment.contains(name)) continue;
        const QString value = plainList(option, sources.environment.value(name));
        if (auto done = apply(config, option, value, name); !done) return failed(std::move(done));
    }
    for (const QString &assignment : sources.assignments)
        if (auto done = applyAssignment(config, assignment); !done) return failed(std::move(done));
    for (const auto &[key, value] : sources.flags) {
        const ConfigOption *option = findConfigOption(key);
        if (auto done = apply(config, *option, value, option->flag); !done) return failed(std::move(done));
    }

    const QDir data(config.dataDir);
    if (config.database == "sqlite:"_L1) config.database += data.filePath(u"lectern.db"_s);
    if (config.jwtSecretFile.isEmpty()) config.jwtSecretFile = data.filePath(u"jwt.secret"_s);
    if (auto done = checkTogether(config); !done) return failed(std::move(done));
    return config;
}

QStringList unknownNames(const QProcessEnvironment &environment)
{
    QStringList unknown = environment.keys().filter(QRegularExpression(u"^LECTERN_"_s));
    unknown.removeAll(u"LECTERN_CONFIG"_s);
    for (const ConfigOption &option : configOptions())
        unknown.removeAll(option.environmentName());
    unknown.sort();
    return unknown;
}

QString describe(const Config &config)
{
    QString text;
    QString section;
    for (const ConfigOption &option : configOptions()) {
        const qsizetype dot = option.key.indexOf(u'.');
        if (dot > 0 && option.key.left(dot) != section) {
            section = option.key.left(dot);
            text += u"\n["_s + section + u"]\n"_s;
        }
        const QString value = option.get(config);
        QString shown = value;
        if (option.kind == Kind::Text) shown = tomlString(value);
        if (option.kind == Kind::List) {
            QStringList items = value.split(u',', Qt::SkipEmptyParts);
            for (QString &item : items)
                item = tomlString(item);
            shown = u'[' + items.join(u", "_s) + u']';
        }
        text += option.key.mid(dot + 1) + u" = "_s + shown + u'\n';
    }
    return text;
}

} // namespace lectern
