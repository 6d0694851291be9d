// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/RedisAddress.h"

#include <QtNetwork/QSslConfiguration>

namespace lectern {

/// How to speak TLS to that Redis: its certificate must be good for the host, by the address' own authorities
/// or by the system's. Reads the files of the address; the problem names the one that does not do.
Result<QSslConfiguration> redisTls(const RedisAddress &address);

} // namespace lectern
