// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/CloseCode.h"
#include "common/protocol/ErrorCode.h"

#include <QtCore/QString>

#include <optional>

namespace lectern {

/// What an ended or refused connection means to somebody who would like to come back.

/// Why coming back makes no sense after that close code; nothing when it may be tried.
std::optional<ErrorCode> finalCause(CloseCode code);

/// The same for the HTTP status with which an upgrade was refused.
std::optional<ErrorCode> finalCause(int httpStatus);

/// The HTTP status in the error text of a QWebSocket whose upgrade was refused; 0: none there.
/// Qt 6.4 tells it nowhere else ("... Unhandled http status code: 404 (Not Found).").
int refusalStatus(const QString &socketError);

} // namespace lectern
