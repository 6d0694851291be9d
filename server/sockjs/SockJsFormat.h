// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

namespace lectern {

/// How an HTTP transport of SockJS dresses frames.
struct SockJsFormat
{
    QByteArray contentType;
    QByteArray prelude; ///< before the first frame
    QByteArray (*wrap)(const QByteArray &frame, const QByteArray &callback);
    QByteArray callback = {}; ///< of jsonp; the function in the page that takes frames
    bool polling = false;     ///< an answer has one frame

    QByteArray wrapped(const QByteArray &frame) const { return wrap(frame, callback); }

    static SockJsFormat xhr();
    static SockJsFormat xhrStreaming();
    static SockJsFormat eventSource();
    static SockJsFormat htmlFile(const QByteArray &callback);
    static SockJsFormat jsonp(const QByteArray &callback);
};

} // namespace lectern
