// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace lectern {

/// What an endpoint finds out when it lets a request in, for itself to have later. Opaque to the transport.
/// (A std::any would do, but neither g++ 12 nor clang 19 compiles a task that gives std::expected of one.)
class Admission
{
public:
    Admission() = default;

    template <typename T> static Admission of(T value)
    {
        return Admission(std::make_shared<T>(std::move(value)));
    }

    /// The value; `T` is the type that it was made of.
    template <typename T> T &as() const { return *static_cast<T *>(m_value.get()); }

private:
    explicit Admission(std::shared_ptr<void> value)
        : m_value(std::move(value))
    {
    }

    std::shared_ptr<void> m_value;
};

} // namespace lectern
