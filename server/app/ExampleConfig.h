// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace lectern {

/// A configuration file in TOML with every setting, what it means and its default, all commented out.
QString exampleConfig();

/// `toml` with `key` ("section.key" or "key") set to `value`, written as TOML already: in the place where it
/// stands, be it commented out; else at the end of its section, which is made if it is not there.
QString withSetting(const QString &toml, const QString &key, const QString &value);

} // namespace lectern
