// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/Logging.h"

#include <QtCore/QDateTime>
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

void write(QByteArray line)
{
    line += '\n';
    std::fwrite(line.constData(), 1, std::size_t(line.size()), stderr);
    std::fflush(stderr);
}

QString now()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
}

void logText(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    QString line = text;
    line.replace(u'\n', u' ');
    write(u"%1 %2 %3: %4"_s.arg(now(), levelName(type), QString::fromUtf8(context.category), line).toUtf8());
}

void logJson(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    const QJsonObject line{{u"time"_s, now()},
                           {u"level"_s, levelName(type)},
                           {u"category"_s, QString::fromUtf8(context.category)},
                           {u"message"_s, text}};
    write(QJsonDocument(line).toJson(QJsonDocument::Compact));
}

} // namespace

void installLogging(LogLevel level, bool json)
{
    qInstallMessageHandler(json ? logJson : logText);
    QString rules;
    const auto off = [&rules](QLatin1StringView name) { rules += u"*.%1=false\n"_s.arg(name); };
    if (level > LogLevel::Debug) off("debug"_L1);
    if (level > LogLevel::Info) off("info"_L1);
    if (level > LogLevel::Warning) off("warning"_L1);
    QLoggingCategory::setFilterRules(rules);
}

} // namespace lectern
