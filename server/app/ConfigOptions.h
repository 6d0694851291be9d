// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/app/Config.h"

#include <functional>
#include <vector>

namespace lectern {

/// One setting: its names, what it takes, how it gets into the Config and out again. The one table of these
/// makes the flags, the environment names, the TOML keys, `--help` and `check-config`.
struct ConfigOption
{
    enum class Kind { Text, Number, Boolean, List }; ///< the TOML type; a list's text form is comma-separated

    QString key;         ///< TOML, "section.key" or "key"
    QString flag;        ///< "--host-grace"; empty: only by --set
    QString placeholder; ///< for --help
    QString help;
    QString expected; ///< completes "expected ..."
    Kind kind = Kind::Text;
    std::function<bool(Config &, const QString &)> set; ///< false: not what was expected
    std::function<QString(const Config &)> get;         ///< without secrets

    /// "LECTERN_" and the key in capitals.
    QString environmentName() const;
};

const std::vector<ConfigOption> &configOptions();

/// Null for a key that is not in the table.
const ConfigOption *findConfigOption(const QString &key);

} // namespace lectern
