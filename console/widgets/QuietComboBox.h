// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QWheelEvent>
#include <QtWidgets/QComboBox>

namespace lectern {

/// A choice that a turn of the wheel above it does not change: who scrolls past must not by accident write to
/// somebody else or change the rules of the class.
class QuietComboBox : public QComboBox
{
    Q_OBJECT

public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

} // namespace lectern
