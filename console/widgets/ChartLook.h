// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QPalette>

class QChart;
class QAbstractAxis;

namespace lectern::chartlook {

/// Colours of the program, no frame, no animation that would cost the event loop its time.
void dress(QChart *chart, const QPalette &palette);
void dress(QAbstractAxis *axis, const QPalette &palette, const QFont &font);

} // namespace lectern::chartlook
