// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/MemorySocket.h"
#include "server/transport/RequestHead.h"

#include <functional>

namespace lectern {

/// What QAbstractHttpServer reads instead of a client's socket: one approved request at a time. So it
/// never sees a byte that RequestGuard has not let through, cannot begin the next request before this one
/// is answered, and holds nothing of a client that has left. One serves all requests of a connection.
class RequestPipe : public MemorySocket
{
    Q_OBJECT

public:
    using BodyHandler = std::function<void(const QByteArray &body)>;

    /// The handler is called from within feed(), once a request.
    RequestPipe(BodyHandler onBody, QObject *parent);
    ~RequestPipe() override;

    /// Begins a request: its line and end-to-end fields, as a proxy would pass them on.
    void begin(const RequestHead &head);
    /// Passes on a part of the body.
    void feed(const QByteArray &bytes);
    /// Called by HttpFront when the HTTP server has a whole request.
    void complete(const QByteArray &body);

private:
    BodyHandler m_onBody;
};

} // namespace lectern
