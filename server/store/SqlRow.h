// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QVariant>

namespace lectern {

/// A row, while a statement tells it.
class SqlRow
{
public:
    /// How many columns it has.
    virtual int size() const = 0;

    /// By the columns' order, from 0: a number, a QByteArray, a QString, or an invalid QVariant for NULL.
    virtual QVariant value(int column) const = 0;

protected:
    ~SqlRow() = default;
};

} // namespace lectern
