// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"

#include <QtWidgets/QDialog>

class QLabel;
class QListWidget;
class QPushButton;

namespace lectern {

/// Who is kept out of a class, and letting them in again.
class BansDialog : public QDialog
{
    Q_OBJECT

public:
    /// `api` outlives the dialog, which deletes itself.
    BansDialog(ApiClient &api, const QString &roomId, QWidget *parent);

Q_SIGNALS:
    void failed(const QString &text);

private:
    void load();
    void list(const QList<api::Ban> &bans);
    void lift();

    ApiClient &m_api;
    QString m_roomId;
    QLabel *m_nobody;
    QListWidget *m_list;
    QPushButton *m_lift;
};

} // namespace lectern
