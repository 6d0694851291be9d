// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Http.h"

#include <QtCore/QStringList>

namespace lectern::origins {

/// Whether a request may come from where its browser says: no Origin (not a browser), the server's own, or
/// one of `allowed` ("*": any).
bool isAllowed(const HttpHead &head, const QStringList &allowed);

} // namespace lectern::origins
