// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringView>

namespace lectern {

/// Looks like an e-mail address: something, one "@", a host; nothing invisible; at most 254 characters.
/// Whether mail arrives there only mail can tell.
bool isEmailAddress(QStringView text);

} // namespace lectern
