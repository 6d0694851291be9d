// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

#include <optional>

namespace lectern {

/// What happens in a room, as far as the protocols know it that are about talking alone.
enum class Happening { Join, Talk, Leave, Delete };

/// Nothing for the classroom's tools and for what is between the server and one client.
std::optional<Happening> happeningIn(const Message &message);

/// The text of a Talk. Of a relay's message it is the `data` of one whose type is `talk`.
QString spokenText(const Message &message);

/// "민준님이 입장했습니다." and "민준님이 나갔습니다.", as the systems had it that these protocols come from.
QString enteredSentence(const QString &name);
QString leftSentence(const QString &name);

} // namespace lectern
