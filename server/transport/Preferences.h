// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Http.h"

namespace lectern {

/// An entry of a field that lists what a client would like: "gzip;q=0.8" (RFC 9110, section 12.4.2).
struct Preference
{
    QByteArray name;    ///< in lower case
    double quality = 1; ///< 0 (not at all) to 1; 0 also for what cannot be read
};

/// Every entry of that field, over all its lines, in their order.
QList<Preference> preferences(const HttpHeaders &request, QByteArrayView field);

} // namespace lectern
