// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/session/MessageSearch.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtWidgets/QFrame>

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace lectern {

class FoundDelegate;

/// Looks for words in the class: searches while one types, shows what was found, and names what is chosen.
class SearchPanel : public QFrame
{
    Q_OBJECT

public:
    explicit SearchPanel(QWidget *parent = nullptr);

    void setSearch(MessageSearch *search); ///< null: none
    /// Shows the panel, ready to type into.
    void open();

Q_SIGNALS:
    void chosen(const QString &id, qint64 seq);
    void closed();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void searchNow();
    void refresh();
    void choose(const QModelIndex &index);
    QString stateText() const;
    void retranslate();

    QPointer<MessageSearch> m_search;
    QLineEdit *m_text;
    QPushButton *m_close;
    QLabel *m_state;
    QListView *m_list;
    FoundDelegate *m_delegate;
    QTimer m_typing;
};

} // namespace lectern
