// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/dialect/stomp/StompFrame.h"

#include <chrono>

namespace lectern {

/// What CONNECT and CONNECTED agree on.
struct StompTerms
{
    StompVersion version = StompVersion::V1_0;
    std::chrono::milliseconds weBeat{0};   ///< something goes out that often; 0: no heart-beats
    std::chrono::milliseconds theyBeat{0}; ///< something comes in that often; 0: no heart-beats

    bool operator==(const StompTerms &) const = default;
};

/// Every version that is spoken here, as the `version` header of an ERROR lists them.
inline constexpr QLatin1StringView kStompVersions("1.0,1.1,1.2");

/// The highest common version, and the slower of what one side offers and the other asks for. Without
/// `accept-version` it is 1.0, which has no heart-beats. `bad_request` where none is common, or a header
/// cannot be read.
Result<StompTerms> termsFor(const StompFrame &connect);

/// The CONNECTED for these terms.
StompFrame connected(const StompTerms &terms, const QString &userId);

} // namespace lectern
