// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/EmailAddress.h"

#include <algorithm>

namespace lectern {

bool isEmailAddress(QStringView text)
{
    const qsizetype at = text.indexOf(u'@');
    const QStringView host = text.mid(at + 1);
    return text.size() <= 254 && at > 0 && !host.isEmpty() && !host.contains(u'@') &&
           !host.startsWith(u'.') && !host.endsWith(u'.') &&
           std::ranges::all_of(text, [](QChar c) { return c.isPrint() && !c.isSpace(); });
}

} // namespace lectern
