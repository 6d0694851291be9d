// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ConfigLoader.h"
#include "server/app/verbs/Verbs.h"
#include "server/transport/TlsFiles.h"

namespace lectern::verbs {

int checkConfig(const Config &config, Terminal &terminal)
{
    if (!config.tlsCert.isEmpty())
        if (const auto tls = loadTls(config.tlsCert, config.tlsKey); !tls) {
            terminal.err << "lectern-server: " << tls.error().detail << Qt::endl;
            return kBadUsage;
        }
    terminal.out << "configuration ok\n" << describe(config) << Qt::flush;
    return kFine;
}

} // namespace lectern::verbs
