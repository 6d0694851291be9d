// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/export/ClassPage.h"

#include "common/protocol/Codec.h"
#include "server/files/MediaType.h"

#include <QtCore/QUrl>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

// Should a text ever not be escaped: nothing runs, and nothing is sent anywhere.
constexpr auto kPolicy = "script-src 'none'; object-src 'none'; frame-src 'none'; connect-src 'none'; "
                         "base-uri 'none'; form-action 'none'"_L1;

constexpr auto kStyle =
    "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 system-ui,sans-serif;color:#1b1f24}"
    "h1{margin:0;font-size:1.6rem}h2{margin:2rem 0 .5rem;font-size:1rem;color:#57606a}"
    "header p{margin:.2rem 0;color:#57606a}a{color:#0b57d0}"
    "article{margin:.6rem 0;padding:.5rem .8rem;border:1px solid #d0d7de;border-radius:.5rem;"
    "break-inside:avoid}"
    "article.teacher{background:#eef4ff}.by{margin:0;font-size:.85rem;color:#57606a}.by b{color:#1b1f24}"
    ".text{margin:.2rem 0;white-space:pre-wrap;overflow-wrap:anywhere}"
    "figure{margin:.4rem 0}img{max-width:100%;height:auto;border-radius:.3rem}"
    "figcaption,.file{font-size:.85rem;overflow-wrap:anywhere}ul{margin:.3rem 0}"_L1;

/// `text` set as text into `format`'s %1, which is ours.
QString phrase(const QString &format, const QString &text)
{
    return format.arg(text.toHtmlEscaped());
}

QString href(const QString &entry)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(entry, "/"_ba));
}

QString paragraph(const QString &text)
{
    return text.isEmpty() ? QString() : u"<p class=\"text\" dir=\"auto\">%1</p>"_s.arg(text.toHtmlEscaped());
}

QString list(const QStringList &items)
{
    QString html;
    for (const QString &item : items)
        html += u"<li dir=\"auto\">%1</li>"_s.arg(item.toHtmlEscaped());
    return html.isEmpty() ? html : u"<ul>%1</ul>"_s.arg(html);
}

} // namespace

ClassPage::ClassPage(RoomInfo room, PageLanguage language, QTimeZone zone, QHash<QString, QString> names)
    : m_room(std::move(room))
    , m_language(std::move(language))
    , m_zone(std::move(zone))
    , m_names(std::move(names))
{
}

QByteArray ClassPage::head() const
{
    const QString name = m_room.name.toHtmlEscaped();
    QString html =
        u"<!doctype html>\n<html lang=\"%1\">\n<head>\n<meta charset=\"utf-8\">\n"_s.arg(m_language.code);
    html += u"<meta http-equiv=\"Content-Security-Policy\" content=\"%1\">\n"_s.arg(kPolicy);
    html += u"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"_s;
    html += u"<title>"_s + name + u"</title>\n<style>"_s + kStyle + u"</style>\n</head>\n<body>\n"_s;
    html += u"<header>\n<h1 dir=\"auto\">"_s + name + u"</h1>\n"_s + facts() + u"</header>\n<main>\n"_s;
    return html.toUtf8();
}

QString ClassPage::facts() const
{
    const QString format = m_language.day + u" HH:mm"_s;
    const QString from = local(m_room.createdAt, format);
    const QString time = m_room.isOpen() ? m_language.unfinished.arg(from)
                                         : m_language.from.arg(from, local(m_room.endedAt, format));
    const QString zone = m_zone.displayName(m_room.createdAt, QTimeZone::OffsetName, m_language.locale);
    const QStringList facts{phrase(m_language.classCode, m_room.id),
                            phrase(m_language.host, m_room.ownerName)};
    return u"<p>%1</p>\n<p>%2 (%3)</p>\n"_s.arg(facts.join(u" · "_s), time, phrase(m_language.zone, zone)) +
           u"<p><a href=\"attendance.csv\">%1</a> · <a href=\"messages.json\">%2</a></p>\n"_s.arg(
               m_language.attendance, m_language.messages);
}

QByteArray ClassPage::tail() const
{
    const QString nothing = m_day.isValid() ? QString() : u"<p>%1</p>\n"_s.arg(m_language.nothing);
    return (nothing + u"</main>\n</body>\n</html>\n"_s).toUtf8();
}

QByteArray ClassPage::message(const Message &message, const QString &file)
{
    const QString inside = content(message, file);
    if (inside.isEmpty()) return {};
    const QString to = addressee(message);
    const QString by = u"<b>"_s + message.senderName.toHtmlEscaped() + u"</b> <time datetime=\""_s +
                       timeToString(message.sentAt) + u"\">"_s + local(message.sentAt, u"HH:mm"_s) +
                       u"</time>"_s + (to.isEmpty() ? QString() : u" · "_s + to);
    const QString kind = wireName(message.senderType);
    return (newDay(message.sentAt) + u"<article class=\""_s + kind + u"\" id=\"m"_s +
            QString::number(message.seq) + u"\">\n<p class=\"by\">"_s + by + u"</p>\n"_s + inside +
            u"\n</article>\n"_s)
        .toUtf8();
}

QString ClassPage::newDay(const QDateTime &time)
{
    const QDate day = time.toTimeZone(m_zone).date();
    if (day == m_day) return {};
    m_day = day;
    return u"<h2>%1</h2>\n"_s.arg(local(time, m_language.day));
}

QString ClassPage::addressee(const Message &message) const
{
    if (!message.target.isEmpty())
        return phrase(m_language.toOne, m_names.value(message.target, m_language.somebody));
    switch (message.targetType) {
    case TargetType::Teacher:
        return m_language.toTeacher;
    case TargetType::Student:
        return m_language.toStudents;
    case TargetType::All:
        break;
    }
    return {};
}

QString ClassPage::content(const Message &message, const QString &file)
{
    if (const auto *text = payloadOf<payload::Text>(message)) {
        const QString said = paragraph(text->text);
        return message.attachment ? said + attached(*message.attachment, file) : said;
    }
    if (const auto *asked = payloadOf<payload::Poll>(message)) {
        m_polls.insert(message.id, *asked);
        return poll(*asked);
    }
    if (const auto *counted = payloadOf<payload::PollResult>(message))
        return result(*counted, message.refers);
    return {};
}

QString ClassPage::attached(const Attachment &attachment, const QString &file) const
{
    const QString name = attachment.name.toHtmlEscaped();
    const QString size =
        m_language.locale.formattedDataSize(attachment.size, 1, QLocale::DataSizeTraditionalFormat);
    if (file.isEmpty()) return u"<p class=\"file\">"_s + name + u" ("_s + m_language.fileMissing + u")</p>"_s;

    const QString link = u"<a href=\""_s + href(file) + u"\">"_s;
    const QString caption = link + name + u"</a> ("_s + size + u")"_s;
    const bool shown = attachment.contentType.startsWith("image/"_L1) && attachment.width > 0;
    if (!shown) return u"<p class=\"file\">"_s + caption + u"</p>"_s;
    // In one go: a link's "%20" would be taken for a place to fill by a second arg().
    const QString picture = u"<img src=\"%1\" alt=\"%2\" width=\"%3\" height=\"%4\" loading=\"lazy\">"_s.arg(
        href(file), name, QString::number(attachment.width), QString::number(attachment.height));
    return u"<figure>"_s + link + picture + u"</a><figcaption>"_s + caption + u"</figcaption></figure>"_s;
}

QString ClassPage::poll(const payload::Poll &poll) const
{
    return u"<p class=\"by\">"_s + m_language.poll + u"</p>"_s + paragraph(poll.question) +
           list(poll.choices);
}

QString ClassPage::result(const payload::PollResult &result, const QString &pollId) const
{
    const payload::Poll poll = m_polls.value(pollId);
    QStringList lines;
    for (qsizetype i = 0; i < result.counts.size(); ++i)
        lines +=
            poll.choices.value(i, QString::number(i + 1)) + u": "_s + QString::number(result.counts.at(i));
    if (result.texts) lines += *result.texts;
    return u"<p class=\"by\">"_s + m_language.result + u" · "_s + m_language.votes.arg(result.votes) +
           u"</p>"_s + paragraph(poll.question) + list(lines);
}

QString ClassPage::local(const QDateTime &time, const QString &format) const
{
    return m_language.locale.toString(time.toTimeZone(m_zone), format);
}

} // namespace lectern
