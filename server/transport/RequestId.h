// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

namespace lectern {

/// By which a request is found again in the logs, ours and those of whoever stands before us: the given
/// X-Request-Id when it is 1 to 128 letters, digits or ._:=/+- , else a new one.
QByteArray requestIdFrom(const QByteArray &given);

} // namespace lectern
