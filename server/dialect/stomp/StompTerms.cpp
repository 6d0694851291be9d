// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/stomp/StompTerms.h"

#include "common/protocol/Ulid.h"

#include <algorithm>
#include <optional>

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kWeCanBeat = 1'000ms;
constexpr auto kTheyShouldBeat = 10'000ms;

std::optional<StompVersion> highest(const StompFrame &connect)
{
    if (!connect.has("accept-version"_L1)) return StompVersion::V1_0;
    std::optional<StompVersion> best;
    const auto offers = connect.header("accept-version"_L1).split(u',');
    for (const QString &offer : offers)
        for (const auto version : {StompVersion::V1_0, StompVersion::V1_1, StompVersion::V1_2})
            if (offer.trimmed() == wireName(version)) best = std::max(best.value_or(version), version);
    return best;
}

std::optional<std::chrono::milliseconds> interval(const QString &text)
{
    bool isNumber = false;
    const uint value = text.trimmed().toUInt(&isNumber);
    if (!isNumber) return std::nullopt;
    constexpr uint kLongest = 24 * 3600 * 1000; // a timer's interval is an int
    return std::chrono::milliseconds(std::min(value, kLongest));
}

/// 0 when either side says 0.
std::chrono::milliseconds slower(std::chrono::milliseconds one, std::chrono::milliseconds other)
{
    return one == 0ms || other == 0ms ? 0ms : std::max(one, other);
}

} // namespace

Result<StompTerms> termsFor(const StompFrame &connect)
{
    const auto version = highest(connect);
    if (!version)
        return problem(ErrorCode::BadRequest, u"accept-version: expected one of %1, got \"%2\""_s.arg(
                                                  kStompVersions, connect.header("accept-version"_L1)));
    StompTerms terms;
    terms.version = *version;
    if (*version == StompVersion::V1_0 || !connect.has("heart-beat"_L1)) return terms;

    const auto beats = connect.header("heart-beat"_L1).split(u',');
    const auto canBeat = interval(beats.first());
    const auto wants = interval(beats.last());
    if (beats.size() != 2 || !canBeat || !wants)
        return problem(ErrorCode::BadRequest,
                       u"heart-beat: expected two numbers of milliseconds, got \"%1\""_s.arg(
                           connect.header("heart-beat"_L1)));
    terms.weBeat = slower(kWeCanBeat, *wants);
    terms.theyBeat = slower(kTheyShouldBeat, *canBeat);
    return terms;
}

StompFrame connected(const StompTerms &terms, const QString &userId)
{
    StompFrame frame{"CONNECTED"};
    frame.add("version"_L1, wireName(terms.version));
    frame.add("session"_L1, newUlid());
    frame.add("server"_L1, u"lectern/" LECTERN_VERSION ""_s);
    frame.add("user-name"_L1, userId);
    if (terms.version != StompVersion::V1_0)
        frame.add("heart-beat"_L1, u"%1,%2"_s.arg(kWeCanBeat.count()).arg(kTheyShouldBeat.count()));
    return frame;
}

} // namespace lectern
