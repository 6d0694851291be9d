// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/ErrorCode.h"

#include <QtCore/QString>

#include <expected>

namespace lectern {

/// What went wrong, in the contract's terms. `detail` is for a person: what, where, what was expected.
struct Problem
{
    ErrorCode code = ErrorCode::Internal;
    QString detail;
};

/// What can fail gives a Result; no exception crosses a module's edge.
template <typename T> using Result = std::expected<T, Problem>;

inline std::unexpected<Problem> problem(ErrorCode code, QString detail)
{
    return std::unexpected(Problem{code, std::move(detail)});
}

} // namespace lectern
