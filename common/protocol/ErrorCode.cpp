// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/ErrorCode.h"

#include <array>

namespace lectern {

namespace {

struct Entry
{
    QLatin1StringView name;
    int status;
    QLatin1StringView title;
};

constexpr std::array kEntries{
#define X(id, name, status, title) Entry{QLatin1StringView(name), status, QLatin1StringView(title)},
    LECTERN_ERROR_CODES(X)
#undef X
};

const Entry &entry(ErrorCode code)
{
    return kEntries[static_cast<std::size_t>(code)];
}

} // namespace

QLatin1StringView wireName(ErrorCode code)
{
    return entry(code).name;
}
int httpStatus(ErrorCode code)
{
    return entry(code).status;
}
QLatin1StringView title(ErrorCode code)
{
    return entry(code).title;
}

std::optional<ErrorCode> errorCodeFromString(QStringView name)
{
    for (std::size_t i = 0; i < kEntries.size(); ++i)
        if (name == kEntries[i].name) return static_cast<ErrorCode>(i);
    return std::nullopt;
}

} // namespace lectern
