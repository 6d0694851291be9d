// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

class QMessageBox;
class QWidget;

namespace lectern::question {

/// A question with one thing to do and a way back, to be open()ed: it does not block, and deletes itself.
QMessageBox *make(QWidget *parent, const QString &objectName, const QString &title, const QString &text,
                  const QString &action);

} // namespace lectern::question
