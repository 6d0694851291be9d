// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QString>

#include <algorithm>

namespace lectern::timeleft {

/// Minutes and seconds to go, rounded up; "0:00" when it is over.
inline QString text(const QDateTime &endsAt)
{
    const auto wait = std::max<qint64>(0, QDateTime::currentDateTimeUtc().msecsTo(endsAt));
    const auto seconds = (wait + 999) / 1000;
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
}

} // namespace lectern::timeleft
