// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Http.h"

#include <expected>

/// What SockJS's requests carry beside their address.
namespace lectern::sockjs {

/// The page's function that an answer calls, which must not be able to say anything else; or the answer to
/// who names none.
std::expected<QByteArray, HttpResponse> callbackOf(const HttpHead &request);

/// What a form of jsonp_send carries; other content types carry it as it is.
QByteArray formPayload(const HttpRequest &request);

/// The answer to what asks for a WebSocket's address without being one's handshake.
HttpResponse noUpgrade(const HttpHead &request);

} // namespace lectern::sockjs
