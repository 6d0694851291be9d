// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/ReportDialog.h"

#include "console/pages/ClassExport.h"
#include "console/report/AttendanceSheet.h"
#include "console/report/ReportDocument.h"
#include "console/session/ErrorText.h"
#include "console/style/Icons.h"
#include "console/style/Theme.h"
#include "console/widgets/Banner.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#include <QtGui/QTextDocument>
#include <QtPrintSupport/QPrintDialog>
#include <QtPrintSupport/QPrinter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTextBrowser>

using namespace Qt::StringLiterals;

namespace lectern {

ReportDialog::ReportDialog(ApiClient &api, const api::Room &room, Preferences &preferences, QWidget *parent)
    : QDialog(parent)
    , m_preferences(preferences)
    , m_server(api.server())
    , m_loader(api, room)
    , m_banner(new Banner)
    , m_loading(new QLabel(tr("Loading the class…")))
    , m_page(new QTextBrowser)
{
    setObjectName(u"reportDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Report: %1").arg(room.name));
    resize(900, 760);
    m_loading->setProperty("muted", true);
    m_loading->setAlignment(Qt::AlignCenter);
    m_page->setObjectName(u"reportPage"_s);
    m_page->setAccessibleName(tr("Report of the class"));
    m_page->setOpenLinks(false);
    // Paper is white, and the report is written for paper.
    m_page->setStyleSheet(u"QTextBrowser { background: #ffffff; color: #1c2521; }"_s);
    m_page->hide();

    auto *bottom = new QHBoxLayout;
    bottom->setSpacing(8);
    const auto action = [this, bottom](const QString &name, const QString &icon, const QString &text, auto work) {
        auto *button = new QPushButton(icons::get(icon), text);
        button->setObjectName(name);
        button->setAutoDefault(false);
        button->setEnabled(false);
        connect(button, &QPushButton::clicked, this, work);
        bottom->addWidget(button);
        m_actions.append(button);
    };
    action(u"reportPdf"_s, u"save"_s, tr("Save as PDF…"), [this] {
        save(tr("report"), u"pdf"_s, u"PDF (*.pdf)"_s,
             [this](const QString &path) { return ReportDocument::savePdf(*m_report, path); });
    });
    action(u"reportPrint"_s, u"print"_s, tr("Print…"), [this] { print(); });
    bottom->addStretch();
    action(u"attendanceXlsx"_s, u"table"_s, tr("Attendance as XLSX…"), [this] {
        save(tr("attendance"), u"xlsx"_s, u"XLSX (*.xlsx)"_s,
             [this](const QString &path) { return AttendanceSheet::saveXlsx(m_record, path); });
    });
    action(u"attendanceCsv"_s, u"table"_s, tr("Attendance as CSV…"), [this] {
        save(tr("attendance"), u"csv"_s, u"CSV (*.csv)"_s,
             [this](const QString &path) { return saveCsv(path); });
    });
    auto *close = new QPushButton(tr("Close"));
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    bottom->addWidget(close);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(theme::kGap);
    layout->addWidget(m_banner);
    layout->addWidget(m_loading, 1);
    layout->addWidget(m_page, 1);
    layout->addLayout(bottom);

    connect(m_banner, &Banner::actionClicked, m_banner, &QWidget::hide);
    connect(&m_loader, &RecordLoader::progress, this, [this](int messages) {
        m_loading->setText(tr("Loading the class: %n message(s)…", nullptr, messages));
    });
    connect(&m_loader, &RecordLoader::loaded, this, &ReportDialog::showRecord);
    connect(&m_loader, &RecordLoader::failed, this, [this](const ApiError &error) {
        m_loading->hide();
        m_banner->showText(Banner::Tone::Danger, ErrorText::of(error, m_server));
    });
    m_loader.load();
}

ReportDialog::~ReportDialog()
{
    // The page looks at the report, and lives longer than it.
    m_page->setDocument(nullptr);
}

void ReportDialog::showRecord(const ClassRecord &record)
{
    m_record = record;
    m_report = ReportDocument::of(record, QDateTime::currentDateTimeUtc());
    m_page->setDocument(m_report.get());
    m_loading->hide();
    m_page->show();
    m_page->setFocus();
    if (!m_wanted.isEmpty()) m_page->find(m_wanted);
    for (auto *button : std::as_const(m_actions))
        button->setEnabled(true);
}

void ReportDialog::print()
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    auto *dialog = new QPrintDialog(printer.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), this,
            [this, printer] { m_report->print(printer.get()); });
    dialog->open();
}

void ReportDialog::save(const QString &name, const QString &suffix, const QString &filter,
                        const std::function<bool(const QString &path)> &write)
{
    auto *dialog = new QFileDialog(this, tr("Save as"), m_preferences.saveFolder());
    dialog->setObjectName(u"reportSaveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(filter);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(u"%1 %2.%3"_s.arg(ClassExport::fileNameOf(m_record.room), name, suffix));
    connect(dialog, &QFileDialog::fileSelected, this, [this, write](const QString &path) {
        m_preferences.setSaveFolder(QFileInfo(path).absolutePath());
        const auto shown = QDir::toNativeSeparators(path);
        if (write(path))
            m_banner->showText(Banner::Tone::Info, tr("Saved as %1").arg(shown), tr("Close"));
        else
            m_banner->showText(Banner::Tone::Danger, tr("“%1” can't be written.").arg(shown), tr("Close"));
    });
    dialog->open();
}

bool ReportDialog::saveCsv(const QString &path) const
{
    QSaveFile file(path);
    const auto csv = AttendanceSheet::csv(m_record);
    return file.open(QIODevice::WriteOnly) && file.write(csv) == csv.size() && file.commit();
}

} // namespace lectern
