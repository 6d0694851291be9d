// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Http.h"

#include <expected>

namespace lectern {

/// A request that is refused before anything of ours has seen it.
struct Refusal
{
    int status = 400;
    Problem problem;
};

/// A parsed head with what the connection needs to know of it (RFC 9112).
struct RequestHead : HttpHead
{
    std::optional<qint64> contentLength; ///< none: no Content-Length was sent
    bool chunked = false;                ///< the body comes in chunks: its length is not known beforehand
    bool http10 = false;
    bool keepAlive = true; ///< as the client wants it
    bool expectsContinue = false;
    bool upgradesToWebSocket = false;
    qint64 size = 0; ///< bytes up to and with the empty line
};

/// Parses a head up to and with its empty line. A POST with X-HTTP-Method-Override is the PATCH or DELETE
/// that it names. Strict where two readers could disagree: one Host, one length or chunks, no folded lines,
/// no blanks before the colon.
std::expected<RequestHead, Refusal> parseRequestHead(const QByteArray &bytes);

} // namespace lectern
