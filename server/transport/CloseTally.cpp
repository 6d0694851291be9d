// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/CloseTally.h"

#include <algorithm>

namespace lectern {

void CloseTally::add(Connection::End end, int code)
{
    const auto rowOf = [&](int listed) {
        return std::ranges::find_if(m_rows,
                                    [&](const Row &row) { return row.end == end && row.code == listed; });
    };
    const bool withoutFrame = end == End::Dropped || end == End::Timeout;
    auto row = rowOf(withoutFrame ? 1006 : code);
    if (row == m_rows.end()) row = rowOf(0);
    ++row->count;
}

} // namespace lectern
