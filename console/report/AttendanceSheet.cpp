// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/report/AttendanceSheet.h"

#include <QtCore/QFile>

#include <xlsxwriter.h>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QString typeName(PersonType type)
{
    return type == PersonType::Student ? AttendanceSheet::tr("student") : AttendanceSheet::tr("teacher");
}

QString timeText(const QDateTime &at)
{
    return at.isValid() ? at.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s) : QString();
}

QString field(QString text)
{
    static const QString kFormula = u"=+-@\t\r\n"_s;
    if (!text.isEmpty() && kFormula.contains(text.front())) text.prepend(u'\'');
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

/// Rows go down one after the other.
class Sheet
{
public:
    Sheet(lxw_workbook *book, const QString &name, const QStringList &header)
        : m_sheet(workbook_add_worksheet(book, name.toUtf8().constData()))
        , m_bold(workbook_add_format(book))
        , m_time(workbook_add_format(book))
    {
        format_set_bold(m_bold);
        format_set_num_format(m_time, "yyyy-mm-dd hh:mm:ss");
        for (const auto &title : header)
            worksheet_write_string(m_sheet, 0, m_column++, title.toUtf8().constData(), m_bold);
        worksheet_freeze_panes(m_sheet, 1, 0);
        worksheet_set_column(m_sheet, 0, static_cast<lxw_col_t>(header.size() - 1), 20, nullptr);
    }

    void nextRow()
    {
        ++m_row;
        m_column = 0;
    }
    void text(const QString &text)
    {
        worksheet_write_string(m_sheet, m_row, m_column++, text.toUtf8().constData(), nullptr);
    }
    void number(double value) { worksheet_write_number(m_sheet, m_row, m_column++, value, nullptr); }
    void time(const QDateTime &at)
    {
        const auto column = m_column++;
        if (!at.isValid()) return;
        const auto local = at.toLocalTime();
        lxw_datetime value = {local.date().year(),  local.date().month(),  local.date().day(),
                              local.time().hour(), local.time().minute(), double(local.time().second())};
        worksheet_write_datetime(m_sheet, m_row, column, &value, m_time);
    }

private:
    lxw_worksheet *m_sheet;
    lxw_format *m_bold;
    lxw_format *m_time;
    lxw_row_t m_row = 0;
    lxw_col_t m_column = 0;
};

double minutes(qint64 seconds)
{
    return qRound(double(seconds) / 6.0) / 10.0;
}

} // namespace

QStringList AttendanceSheet::personHeader()
{
    return {tr("Name"), tr("Real name"), tr("Role"), tr("First came"), tr("Last left"), tr("Minutes"), tr("Stays")};
}

QStringList AttendanceSheet::stayHeader()
{
    return {tr("Name"), tr("Real name"), tr("Role"), tr("From"), tr("To"), tr("Minutes")};
}

QByteArray AttendanceSheet::csv(const ClassRecord &record)
{
    QStringList header;
    for (const auto &title : stayHeader())
        header.append(field(title));
    auto csv = "\xEF\xBB\xBF" + header.join(u',').toUtf8() + "\r\n";
    for (const auto &person : record.attendance) {
        for (const auto &stay : person.intervals) {
            const auto length = stay.to.isValid() ? QString::number(minutes(stay.from.secsTo(stay.to))) : QString();
            const QStringList row{field(person.name),         field(person.realName),  field(typeName(person.type)),
                                  field(timeText(stay.from)), field(timeText(stay.to)), length};
            csv += row.join(u',').toUtf8() + "\r\n";
        }
    }
    return csv;
}

bool AttendanceSheet::saveXlsx(const ClassRecord &record, const QString &path)
{
    auto *book = workbook_new(QFile::encodeName(path).constData());
    if (!book) return false;
    Sheet people(book, tr("Attendance"), personHeader());
    Sheet stays(book, tr("Stays"), stayHeader());
    for (const auto &person : record.attendance) {
        people.nextRow();
        people.text(person.name);
        people.text(person.realName);
        people.text(typeName(person.type));
        people.time(person.intervals.isEmpty() ? QDateTime() : person.intervals.first().from);
        people.time(person.intervals.isEmpty() ? QDateTime() : person.intervals.last().to);
        people.number(minutes(person.totalSeconds));
        people.number(double(person.intervals.size()));
        for (const auto &stay : person.intervals) {
            stays.nextRow();
            stays.text(person.name);
            stays.text(person.realName);
            stays.text(typeName(person.type));
            stays.time(stay.from);
            stays.time(stay.to);
            if (stay.to.isValid()) stays.number(minutes(stay.from.secsTo(stay.to)));
        }
    }
    return workbook_close(book) == LXW_NO_ERROR;
}

} // namespace lectern
