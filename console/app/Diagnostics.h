// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/session/Account.h"
#include "console/session/ClassSession.h"

namespace lectern::diagnostics {

/// What somebody who helps needs to know, as text: versions, computer, screens, server, the state of the
/// line. No password, no token, no name of a person and nothing that was written. `session` is null where
/// none is held.
QString text(const Account &account, ClassSession *session);

} // namespace lectern::diagnostics
