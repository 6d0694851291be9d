// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QLoggingCategory>

namespace lectern {

/// "lectern.store": causes of storage trouble, for the operator.
Q_DECLARE_LOGGING_CATEGORY(lcStore)

} // namespace lectern
