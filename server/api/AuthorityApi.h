// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Router.h"

#include <QtCore/QByteArray>

namespace lectern {

/// The school's own certificate authority: /ca.crt, to be installed once on a device, and /ca, a page that
/// says in Korean and English what it is and how to see that it is the right one.
class AuthorityApi
{
public:
    /// `file`: its certificate in PEM, read now; nothing is served where there is none.
    explicit AuthorityApi(const QString &file);

    void addTo(Router &router);

private:
    QByteArray m_certificate; ///< DER, as phones want it; empty: none
    QByteArray m_page;
};

} // namespace lectern
