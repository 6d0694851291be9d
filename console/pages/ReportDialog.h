// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/app/Preferences.h"
#include "console/report/RecordLoader.h"

#include <QtWidgets/QDialog>

#include <functional>
#include <memory>

class QLabel;
class QPushButton;
class QTextBrowser;
class QTextDocument;

namespace lectern {

class Banner;

/// A class afterwards: its report to read, print, or keep as PDF, and its attendance as a table. Deletes
/// itself when it is closed.
class ReportDialog : public QDialog
{
    Q_OBJECT

public:
    /// Both outlive the dialog.
    ReportDialog(ApiClient &api, const api::Room &room, Preferences &preferences, QWidget *parent);
    ~ReportDialog() override;

    /// Shows that place once the report is there.
    void lookFor(const QString &text) { m_wanted = text; }

private:
    void showRecord(const ClassRecord &record);
    void print();
    /// Asks where to, and says what became of it. `write` is false when it did not work.
    void save(const QString &name, const QString &suffix, const QString &filter,
              const std::function<bool(const QString &path)> &write);
    bool saveCsv(const QString &path) const;

    Preferences &m_preferences;
    QUrl m_server;
    QString m_wanted;
    RecordLoader m_loader;
    ClassRecord m_record;
    std::unique_ptr<QTextDocument> m_report;
    Banner *m_banner;
    QLabel *m_loading;
    QTextBrowser *m_page;
    QList<QPushButton *> m_actions;
};

} // namespace lectern
