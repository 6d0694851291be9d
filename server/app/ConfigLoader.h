// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/app/Config.h"

#include <QtCore/QList>
#include <QtCore/QProcessEnvironment>

#include <expected>
#include <utility>

namespace lectern {

/// Where settings may stand, before anyone has judged them.
struct ConfigSources
{
    QString file;                             ///< --config; empty: not given
    QList<std::pair<QString, QString>> flags; ///< TOML key and value of each flag that was given
    QStringList assignments;                  ///< of --set: "SECTION.KEY=VALUE"
    QProcessEnvironment environment;
    QString defaultFile = QStringLiteral("/etc/lectern/lectern.toml"); ///< read if it is there
};

/// A flag wins over --set, that over the environment, that over the TOML file, that over the default.
/// The error is one line that names the key, the value and what was expected.
std::expected<Config, QString> loadConfig(const ConfigSources &sources);

/// Names in the environment that look like a setting (LECTERN_…) and are none, sorted. Not an error, unlike
/// an unknown flag or key: other programs put names there, too (Kubernetes LECTERN_PORT for a service
/// "lectern").
QStringList unknownNames(const QProcessEnvironment &environment);

/// The effective values as TOML, without secrets.
QString describe(const Config &config);

} // namespace lectern
