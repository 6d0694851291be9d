// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <expected>

namespace lectern {

/// Who works with a data directory, among the programs of this machine: many may share it, but whoever puts
/// other data in its place has it alone. Ends with the object, and with the program however that ends.
/// Made of flock(2) on the directory itself.
class DataDirLock
{
public:
    enum class Use { Shared, Alone };

    /// Does not wait. The error is one line that names the directory and who may be in the way.
    static std::expected<DataDirLock, QString> take(const QString &directory, Use use);

    DataDirLock() = default; ///< of nothing
    DataDirLock(DataDirLock &&other) noexcept;
    DataDirLock &operator=(DataDirLock &&other) noexcept;
    ~DataDirLock();

private:
    int m_descriptor = -1;
};

} // namespace lectern
