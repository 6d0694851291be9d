// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/Recipient.h"

#include <QtWidgets/QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace lectern {

/// Several students, ticked in a list. Deletes itself when it is closed.
class RecipientDialog : public QDialog
{
    Q_OBJECT

public:
    RecipientDialog(const Recipients &students, const Recipients &chosen, QWidget *parent);

Q_SIGNALS:
    void recipientsChosen(const lectern::Recipients &recipients);

private:
    Recipients ticked() const;
    void filter(const QString &text);
    void tickShown(bool tick);
    void updateState();

    QLineEdit *m_filter;
    QListWidget *m_list;
    QLabel *m_count;
    QPushButton *m_ok;
};

} // namespace lectern
