// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Origins.h"

namespace lectern::origins {

using namespace Qt::StringLiterals;

bool isAllowed(const HttpHead &head, const QStringList &allowed)
{
    if (!head.headers.contains("Origin")) return true;
    const QString origin = QString::fromLatin1(head.headers.value("Origin"));
    if (allowed.contains(u"*"_s) || allowed.contains(origin)) return true;
    // Behind a proxy that ends TLS the scheme differs from what is seen here; the host tells whose page it
    // is.
    const QUrl url(origin, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty()) return false;
    return url.authority().compare(QString::fromLatin1(head.headers.value("Host")), Qt::CaseInsensitive) == 0;
}

} // namespace lectern::origins
