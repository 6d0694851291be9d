// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

namespace lectern {

/// A student to whom a message goes alone.
struct Recipient
{
    QString id; ///< empty: everyone
    QString name;

    bool operator==(const Recipient &) const = default;
};

/// To whom something goes: each of these alone; everyone when there is none.
using Recipients = QList<Recipient>;

} // namespace lectern
