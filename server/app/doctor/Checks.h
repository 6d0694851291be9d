// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/app/Config.h"
#include "server/app/doctor/Finding.h"

namespace lectern::doctor {

/// The looks that `lectern-server doctor` takes, beside a running server or without one. Each blocks for a
/// few seconds at most, and changes nothing; only checkDatabase() brings a database up to date, as a start
/// does.
Findings checkConfigFile(const Config &config); ///< that nobody else writes it, or reads a password in it
Findings checkDataDir(const Config &config);
Findings checkDatabase(const Config &config); ///< and that somebody may open a class
Findings checkRedis(const Config &config);
Findings checkPort(const Config &config);
Findings checkCertificate(const Config &config, const QDateTime &now);
Findings checkDisk(const Config &config);
Findings checkClock();
Findings checkOpenFiles(const Config &config);

} // namespace lectern::doctor
