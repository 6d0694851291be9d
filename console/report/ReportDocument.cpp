// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/report/ReportDocument.h"

#include "console/report/ReportCharts.h"

#include <QtCore/QLocale>
#include <QtCore/QSaveFile>
#include <QtGui/QPageSize>
#include <QtGui/QPdfWriter>
#include <QtGui/QTextDocument>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

const auto kStyle = u"body { color: #1c2521; background: #ffffff; }"
                    "h1 { font-size: 18pt; } h2 { font-size: 13pt; margin-top: 18px; }"
                    "td, th { padding: 2px 10px 2px 0; text-align: left; vertical-align: top; }"
                    "th, .muted { color: #56615b; font-weight: normal; }"_s;

QString clock(const QDateTime &at)
{
    return at.isValid() ? QLocale().toString(at.toLocalTime(), QLocale::ShortFormat) : u"…"_s;
}

/// Written with their line breaks, and never as markup.
QString escaped(const QString &text)
{
    return text.toHtmlEscaped().replace(u'\n', u"<br>"_s);
}

/// Builds the page piece by piece; charts become resources of the document.
class Page
{
public:
    explicit Page(QTextDocument &document)
        : m_document(document)
    {
    }

    void heading(const QString &text) { m_html += u"<h2>%1</h2>"_s.arg(escaped(text)); }
    void line(const QString &text) { m_html += u"<p>%1</p>"_s.arg(escaped(text)); }
    void html(const QString &html) { m_html += html; }
    void chart(const QImage &chart)
    {
        const auto name = u"chart:%1"_s.arg(m_charts++);
        m_document.addResource(QTextDocument::ImageResource, QUrl(name), chart);
        m_html += u"<p><img src=\"%1\" width=\"%2\"></p>"_s.arg(name).arg(ReportCharts::kWidth);
    }
    void finish() { m_document.setHtml(m_html); }

private:
    QTextDocument &m_document;
    QString m_html;
    int m_charts = 0;
};

QString messageText(const Message &message)
{
    const auto *said = payloadOf<payload::Text>(message);
    QStringList parts;
    if (message.attachment) parts.append(u"["_s + message.attachment->name + u"]"_s);
    if (said && !said->text.isEmpty()) parts.append(said->text);
    return parts.join(u' ');
}

} // namespace

std::unique_ptr<QTextDocument> ReportDocument::of(const ClassRecord &record, const QDateTime &now)
{
    const auto figures = ReportFigures::of(record, now);
    const QLocale locale;
    auto document = std::make_unique<QTextDocument>();
    document->setDefaultStyleSheet(kStyle);
    document->setMetaInformation(QTextDocument::DocumentTitle, record.room.name);
    Page page(*document);
    page.html(u"<h1>%1</h1>"_s.arg(escaped(record.room.name)));
    page.html(u"<p class=\"muted\">%1 · %2 – %3</p>"_s.arg(escaped(record.room.id), clock(figures.from),
                                                           clock(figures.to)));
    page.line(tr("%n student(s)", nullptr, figures.students) + u" · "_s +
              tr("%n message(s) of the teacher", nullptr, figures.teacherMessages) + u" · "_s +
              tr("%n of students", nullptr, figures.studentMessages) + u" · "_s +
              tr("%n picture(s) and files", nullptr, figures.files));
    page.heading(tr("Who was there"));
    page.chart(ReportCharts::presence(figures));
    page.heading(tr("How much was said"));
    page.chart(ReportCharts::messages(figures));

    for (const auto &poll : figures.polls) {
        page.heading(poll.question);
        if (!poll.counts.isEmpty() && !poll.choices.isEmpty()) page.chart(ReportCharts::poll(poll));
        for (const auto &text : poll.texts)
            page.line(u"– "_s + text);
        if (poll.counts.isEmpty() && poll.texts.isEmpty())
            page.line(tr("The result was not shown to the class, and is not kept."));
    }

    page.heading(tr("Attendance"));
    QString rows;
    for (const auto &person : record.attendance) {
        if (person.type != PersonType::Student) continue;
        QStringList stays;
        for (const auto &stay : person.intervals)
            stays.append(clock(stay.from) + u" – "_s + clock(stay.to));
        const auto name = person.realName.isEmpty() ? person.name
                                                    : u"%1 (%2)"_s.arg(person.realName, person.name);
        rows += u"<tr><td>%1</td><td>%2</td><td>%3</td></tr>"_s.arg(
            escaped(name), tr("%n min", nullptr, static_cast<int>((person.totalSeconds + 30) / 60)),
            escaped(stays.join(u'\n')));
    }
    page.html(u"<table><tr><th>%1</th><th>%2</th><th>%3</th></tr>%4</table>"_s.arg(tr("Name"), tr("Present"),
                                                                                 tr("From – to"), rows));

    page.heading(tr("What was said"));
    rows.clear();
    for (const auto &message : record.messages) {
        const auto text = messageText(message);
        if (text.isEmpty()) continue;
        rows += u"<tr><td class=\"muted\">%1</td><td>%2</td><td>%3</td></tr>"_s.arg(
            locale.toString(message.sentAt.toLocalTime().time(), QLocale::ShortFormat),
            escaped(message.senderName), escaped(text));
    }
    page.html(u"<table>%1</table>"_s.arg(rows));
    page.finish();
    return document;
}

bool ReportDocument::savePdf(const QTextDocument &report, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return false;
    {
        QPdfWriter writer(&file);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(18, 18, 18, 18), QPageLayout::Millimeter);
        writer.setTitle(report.metaInformation(QTextDocument::DocumentTitle));
        report.print(&writer);
    }
    return file.commit();
}

} // namespace lectern
