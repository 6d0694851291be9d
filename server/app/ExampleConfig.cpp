// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ExampleConfig.h"

#include "server/app/ConfigOptions.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QStringList>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QString sectionOf(const QString &key)
{
    return key.contains(u'.') ? key.section(u'.', 0, 0) : QString();
}

QString tomlValue(const ConfigOption &option, const QString &value)
{
    if (option.kind == ConfigOption::Kind::Text) return u'"' + value + u'"';
    if (option.kind == ConfigOption::Kind::List)
        return value.isEmpty() ? u"[]"_s : u"[\""_s + QString(value).replace(u","_s, u"\", \""_s) + u"\"]"_s;
    return value;
}

/// The name of the section that a line opens; null for another line.
QString openedSection(const QString &line)
{
    static const QRegularExpression header(u"^\\s*\\[([A-Za-z_.]+)\\]"_s);
    const auto match = header.match(line);
    return match.hasMatch() ? match.captured(1) : QString();
}

} // namespace

QString exampleConfig()
{
    const Config defaults;
    QString text =
        u"# Configuration of lectern-server, see lectern.toml(5). Every setting is here with its default.\n"
        "# 교탁 서버 설정입니다. 모든 항목이 기본값과 함께 있습니다. 바꿀 줄의 #을 지우고 고친 뒤 "
        "확인하세요:\n"
        "#   lectern-server check-config && systemctl restart lectern-server\n"_s;
    QString section;
    for (const ConfigOption &option : configOptions()) {
        if (sectionOf(option.key) != section) {
            section = sectionOf(option.key);
            text += u"\n["_s + section + u"]\n"_s;
        }
        text += u"\n# %1\n# expected: %2\n#%3 = %4\n"_s.arg(option.help, option.expected,
                                                            option.key.section(u'.', -1),
                                                            tomlValue(option, option.get(defaults)));
    }
    return text;
}

QString withSetting(const QString &toml, const QString &key, const QString &value)
{
    const QString wanted = sectionOf(key);
    const QString name = key.section(u'.', -1);
    const QString setting = name + u" = "_s + value;
    const QRegularExpression place(u"^\\s*#?\\s*%1\\s*="_s.arg(QRegularExpression::escape(name)));

    QStringList lines = toml.split(u'\n');
    if (lines.last().isEmpty()) lines.removeLast();
    QString section;
    qsizetype end = wanted.isEmpty() ? 0 : -1; // behind the last line of the wanted section
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (const QString opened = openedSection(lines[i]); !opened.isEmpty()) section = opened;
        if (section != wanted) continue;
        if (place.match(lines[i]).hasMatch()) {
            lines[i] = setting;
            return lines.join(u'\n') + u'\n';
        }
        if (!lines[i].trimmed().isEmpty()) end = i + 1;
    }
    if (end < 0) {
        lines += {QString(), u"["_s + wanted + u"]"_s};
        end = lines.size();
    }
    lines.insert(end, setting);
    return lines.join(u'\n') + u'\n';
}

} // namespace lectern
