// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/session/SearchAll.h"

#include <QtCore/QTimer>
#include <QtWidgets/QDialog>

class QLabel;
class QLineEdit;
class QListView;

namespace lectern {

class FoundDelegate;

/// Looks for words in all of the teacher's classes while one types. Deletes itself when it is closed.
class SearchAllDialog : public QDialog
{
    Q_OBJECT

public:
    /// `api` outlives the dialog.
    SearchAllDialog(ApiClient &api, QList<api::Room> rooms, QWidget *parent);

Q_SIGNALS:
    /// The teacher wants to see the class in which this was said.
    void chosen(const lectern::api::Room &room, const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void searchNow();
    void refresh();
    void choose(const QModelIndex &index);

    QList<api::Room> m_rooms;
    SearchAll m_search;
    QLineEdit *m_text;
    QLabel *m_state;
    QListView *m_list;
    FoundDelegate *m_delegate;
    QTimer m_typing;
};

} // namespace lectern
