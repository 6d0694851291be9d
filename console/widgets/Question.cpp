// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/Question.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace lectern::question {

QMessageBox *make(QWidget *parent, const QString &objectName, const QString &title, const QString &text,
                  const QString &action)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, title, text, QMessageBox::NoButton, parent);
    box->setObjectName(objectName);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    auto *yes = box->addButton(action, QMessageBox::AcceptRole);
    yes->setObjectName(u"confirm"_s);
    auto *no =
        box->addButton(QCoreApplication::translate("lectern::question", "Cancel"), QMessageBox::RejectRole);
    no->setObjectName(u"cancel"_s);
    box->setDefaultButton(yes);
    box->setEscapeButton(no);
    return box;
}

} // namespace lectern::question
