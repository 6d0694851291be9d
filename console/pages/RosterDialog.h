// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"
#include "console/app/Preferences.h"

#include <QtWidgets/QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace lectern {

class Banner;

/// The names of a class, one a line: students tap theirs when they come in. Deletes itself when it is closed.
class RosterDialog : public QDialog
{
    Q_OBJECT

public:
    /// Both outlive the dialog.
    RosterDialog(ApiClient &api, const api::Room &room, Preferences &preferences, QWidget *parent);

private:
    void load();
    void save();
    void chooseFile();
    void take(const QByteArray &bytes);
    void say(const QString &problem);
    void updateState();
    QStringList names() const;

    ApiClient &m_api;
    QString m_roomId;
    Preferences &m_preferences;
    Banner *m_banner;
    QPlainTextEdit *m_names;
    QLabel *m_count;
    QPushButton *m_save;
};

} // namespace lectern
