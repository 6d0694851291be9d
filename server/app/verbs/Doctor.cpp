// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/doctor/Checks.h"
#include "server/app/verbs/Verbs.h"

#include <algorithm>

namespace lectern::verbs {

using namespace Qt::StringLiterals;

int doctor(const Config &config, Terminal &terminal)
{
    using Level = Finding::Level;
    const Findings findings =
        doctor::checkConfigFile(config) + doctor::checkDataDir(config) + doctor::checkDatabase(config) +
        doctor::checkRedis(config) + doctor::checkPort(config) +
        doctor::checkCertificate(config, QDateTime::currentDateTimeUtc()) + doctor::checkDisk(config) +
        doctor::checkClock() + doctor::checkOpenFiles(config);
    for (const Finding &finding : findings) {
        const QString mark = finding.level == Level::Fine      ? u"fine   "_s
                             : finding.level == Level::Warning ? u"warning"_s
                                                               : u"WRONG  "_s;
        terminal.out << mark << ' ' << finding.subject << ": " << finding.what << '\n';
        if (!finding.remedy.isEmpty()) terminal.out << "        -> " << finding.remedy << '\n';
    }
    const auto count = [&findings](Level level) {
        return std::ranges::count(findings, level, &Finding::level);
    };
    const auto wrong = count(Level::Wrong);
    const auto warnings = count(Level::Warning);
    terminal.out << (wrong == 0 ? u"all that is needed is there"_s : u"%1 wrong"_s.arg(wrong))
                 << (warnings == 0 ? QString() : u", %1 to look at"_s.arg(warnings)) << Qt::endl;
    return wrong == 0 ? kFine : kFailed;
}

} // namespace lectern::verbs
