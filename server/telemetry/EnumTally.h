// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/qglobal.h>

#include <array>

namespace lectern {

/// A counter for each value of an enum whose values run from 0 to `Count` - 1.
template <typename Enum, std::size_t Count> class EnumTally
{
public:
    void add(Enum value) { ++m_counts[std::size_t(value)]; }
    quint64 operator[](Enum value) const { return m_counts[std::size_t(value)]; }

    /// Calls `visit(value, count)` for every value.
    template <typename Visit> void forEach(Visit visit) const
    {
        for (std::size_t i = 0; i < Count; ++i)
            visit(static_cast<Enum>(i), m_counts[i]);
    }

private:
    std::array<quint64, Count> m_counts{};
};

} // namespace lectern
