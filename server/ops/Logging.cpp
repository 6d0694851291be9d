// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/Logging.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QLoggingCategory>

#include <cstdio>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QLatin1StringView levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug"_L1;
    case QtInfoMsg:
        return "info"_L1;
    case QtWarningMsg:
        return "warning"_L1;
    case QtCriticalMsg:
    case QtFatalMsg:
        return "error"_L1;
    }
    return "info"_L1;
}

QString stamp(const QDateTime &time)
{
    return time.toString(Qt::ISODateWithMs);
}

/// So that a line can be taken apart by its blanks.
QString word(const QString &value)
{
    if (!value.contains(u' ') && !value.contains(u'"')) return value;
    return u'"' + QString(value).replace(u'"', u'\'') + u'"';
}

} // namespace

QByteArray textLine(const LogEntry &entry)
{
    QString text = entry.line.text;
    text.replace(u'\n', u' ');
    QString line = u"%1 %2 %3: "_s.arg(stamp(entry.time), entry.level, entry.category) + text;
    for (const auto &[name, value] : entry.line.fields)
        line += u' ' + name + u'=' + word(value);
    return line.toUtf8();
}

QByteArray jsonLine(const LogEntry &entry)
{
    QJsonObject line;
    for (const auto &[name, value] : entry.line.fields)
        line.insert(name, value);
    line.insert("time"_L1, stamp(entry.time));
    line.insert("level"_L1, entry.level);
    line.insert("category"_L1, entry.category);
    line.insert("message"_L1, entry.line.text);
    return QJsonDocument(line).toJson(QJsonDocument::Compact);
}

const Logging *Logging::s_installed = nullptr;

Logging::Logging(LogLevel level, bool json, const QString &node)
    : m_write(json ? jsonLine : textLine)
    , m_node(node)
{
    s_installed = this;
    qInstallMessageHandler(log);
    QString rules;
    const auto off = [&rules](QLatin1StringView name) { rules += u"*.%1=false\n"_s.arg(name); };
    if (level > LogLevel::Debug) off("debug"_L1);
    if (level > LogLevel::Info) off("info"_L1);
    if (level > LogLevel::Warning) off("warning"_L1);
    QLoggingCategory::setFilterRules(rules);
}

Logging::~Logging()
{
    qInstallMessageHandler(nullptr);
    s_installed = nullptr;
}

void Logging::log(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    LogEntry entry{QDateTime::currentDateTimeUtc(), levelName(type), QString::fromUtf8(context.category),
                   LogLine::parse(text)};
    entry.line.fields.prepend({u"node"_s, s_installed->m_node});
    const QByteArray line = s_installed->m_write(entry) + '\n';
    std::fwrite(line.constData(), 1, std::size_t(line.size()), stderr);
    std::fflush(stderr);
}

} // namespace lectern
