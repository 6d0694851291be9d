// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Http.h"

/// The answers of SockJS that no session makes, and the headers that its others share.
namespace lectern::sockjs {

HttpResponse greeting();

/// What a server can do; the round trip is what a client measures by it.
HttpResponse info(bool webSocket, bool cookieNeeded);

/// The page that old browsers load into a frame to be on this server's own origin; it loads the client from
/// `clientUrl`. 304 to who has it.
HttpResponse iframePage(const HttpHead &request, const QByteArray &clientUrl);

/// The answer to OPTIONS; `methods` as in "OPTIONS, POST".
HttpResponse preflight(const QByteArray &methods);

HttpResponse plain(int status, const QByteArray &text);
/// 405, with nothing but Allow.
HttpResponse methodNotAllowed(const QByteArray &method);

void forbidCaching(HttpHeaders &headers);
/// Any page may read the answer, with its cookies: who may ask at all was decided before.
void allowOrigin(const HttpHead &request, HttpHeaders &headers);
/// JSESSIONID as the request has it, or "dummy": load balancers see by it that a client must stay where it
/// is.
void addCookie(const HttpHead &request, HttpHeaders &headers);

} // namespace lectern::sockjs
