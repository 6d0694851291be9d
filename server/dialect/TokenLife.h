// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/auth/Tokens.h"

#include <QtCore/QObject>

#include <functional>

namespace lectern {

/// Tells when the token stops working by which somebody is connected: it ran out, or was ended before its
/// time.
class TokenLife : public QObject
{
    Q_OBJECT

public:
    /// As Authenticator::watch().
    using Watch = std::function<void(QObject *session, const TokenClaims &,
                                     std::function<void(const Problem &)> stopped)>;

    /// In place of an earlier token. One without an end never runs out.
    void follow(const TokenClaims &claims, const Watch &watch)
    {
        watch(this, claims, [this](const Problem &why) { Q_EMIT ended(why); });
    }

Q_SIGNALS:
    /// `token_expired` or `unauthorized`; never from within follow().
    void ended(const Problem &why);
};

} // namespace lectern
