// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Limits.h"
#include "server/transport/RequestHead.h"

class QTcpSocket;

namespace lectern {

/// Stands before every request of a connection: nothing else sees a byte of one whose head is too long,
/// malformed or ambiguous, or whose body is longer than it may be.
class RequestGuard
{
public:
    static constexpr qint64 kHeadLimit = 16 * 1024; ///< bytes

    explicit RequestGuard(const Limits &limits)
        : m_limits(limits)
    {
    }

    /// The head that waits in the socket, which stays unread there but for blank lines before it.
    /// Nothing while it is incomplete.
    std::optional<std::expected<RequestHead, Refusal>> peek(QTcpSocket &socket) const;

    /// Refuses a body that a handler would have to keep in memory.
    std::optional<Refusal> refuseBody(const RequestHead &head) const;
    /// Refuses a body that would be streamed to a file; without a length where that is needed.
    std::optional<Refusal> refuseUpload(const RequestHead &head, bool lengthNeeded) const;

private:
    const Limits &m_limits;
};

} // namespace lectern
