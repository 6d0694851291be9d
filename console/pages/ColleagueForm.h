// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace lectern {

/// The way into a colleague's class: its code, and a button.
class ColleagueForm : public QWidget
{
    Q_OBJECT

public:
    explicit ColleagueForm(QWidget *parent = nullptr);

    /// Nothing can be asked while something is under way.
    void setBusy(bool busy);
    /// What was typed did not lead into a class: it can be mended at once.
    void askAgain();
    void clear();

Q_SIGNALS:
    /// Empty: what was typed can't be a code.
    void visitRequested(const QString &code);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QLabel *m_heading;
    QLabel *m_label;
    QLineEdit *m_code;
    QPushButton *m_visit;
};

} // namespace lectern
