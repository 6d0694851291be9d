// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/ContentDisposition.h"

#include <QtCore/QUrl>

namespace lectern {

using namespace Qt::StringLiterals;

QByteArray contentDisposition(Disposition disposition, const QString &name)
{
    QByteArray plain;
    for (const QChar c : name)
        plain +=
            c.unicode() < 0x20 || c.unicode() > 0x7e || c == u'"' || c == u'\\' ? '_' : char(c.unicode());
    const QByteArray encoded = QUrl::toPercentEncoding(name, {}, "'()*~");
    return (disposition == Disposition::Inline ? "inline"_ba : "attachment"_ba) + "; filename=\""_ba + plain +
           "\"; filename*=UTF-8''"_ba + encoded;
}

} // namespace lectern
