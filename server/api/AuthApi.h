// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Access.h"
#include "server/auth/AddressLimit.h"
#include "server/auth/LoginThrottle.h"

#include <chrono>

namespace lectern {

class Accounts;
class RevokedTokens;
class Router;
class Tokens;

/// Signing in and out, and one's own account: /login, /token/refresh, /register, /password, /logout,
/// /profile.
class AuthApi
{
public:
    struct Options
    {
        bool registrationOpen = false;
        std::chrono::seconds tokenTtl{43'200};
        int nameLimit = 40;      ///< characters of a display name
        Pace registrations = {}; ///< of one address
    };

    AuthApi(Options options, Access &access, Accounts &accounts, RevokedTokens &revoked, const Tokens &tokens,
            LoginThrottle &throttle);

    void addTo(Router &router);

private:
    QCoro::Task<HttpResponse> login(HttpRequest request);
    QCoro::Task<HttpResponse> refresh(HttpRequest request);
    QCoro::Task<HttpResponse> registerAccount(HttpRequest request);
    QCoro::Task<HttpResponse> changePassword(HttpRequest request);
    QCoro::Task<HttpResponse> logout(HttpRequest request);
    QCoro::Task<HttpResponse> profile(HttpRequest request);
    HttpResponse signedIn(const Account &account, int status) const;

    Options m_options;
    Access &m_access;
    Accounts &m_accounts;
    RevokedTokens &m_revoked;
    const Tokens &m_tokens;
    LoginThrottle &m_throttle;
    AddressLimit m_registrations;
};

} // namespace lectern
