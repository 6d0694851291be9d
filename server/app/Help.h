// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace lectern {

/// The page that `lectern-server --help` prints; the options come from the one table of them.
QString helpText();

} // namespace lectern
