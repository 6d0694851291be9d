// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QString>
#include <QtNetwork/QSslConfiguration>

namespace lectern {

/// A server's TLS from two PEM files: the certificate (with its chain) and its key. `bad_request` for files
/// that cannot be read, hold something else, or do not belong together; the detail names the key of the
/// configuration, the file, and what was expected there.
Result<QSslConfiguration> loadTls(const QString &certificateFile, const QString &keyFile);

} // namespace lectern
