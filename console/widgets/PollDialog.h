// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

#include <QtWidgets/QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace lectern {

/// Where a question is written: its kind, and its choices, a line each. Ctrl+Enter asks.
class PollDialog : public QDialog
{
    Q_OBJECT

public:
    explicit PollDialog(QWidget *parent);

    payload::Poll poll() const;

Q_SIGNALS:
    void asked(const lectern::payload::Poll &poll);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum Kind { Single, Several, Open };

    void ask();
    void update();

    QLineEdit *m_question;
    QComboBox *m_kind;
    QLabel *m_choicesLabel;
    QPlainTextEdit *m_choices;
    QCheckBox *m_anonymous;
    QPushButton *m_ask;
};

} // namespace lectern
