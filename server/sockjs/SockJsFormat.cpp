// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sockjs/SockJsFormat.h"

#include "server/sockjs/SockJsFrames.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kXhrPrelude = 2'048;      ///< bytes until the old browsers look at an answer that goes on
constexpr qsizetype kHtmlFilePrelude = 1'024; ///< the same in a frame

QByteArray line(const QByteArray &frame, const QByteArray &)
{
    return frame + '\n';
}

QByteArray event(const QByteArray &frame, const QByteArray &)
{
    return "data: " + frame + "\r\n\r\n";
}

QByteArray script(const QByteArray &frame, const QByteArray &)
{
    // A text with "</script>" in it must not end this one.
    return "<script>\np(" + sockjs::quoted(frame).replace('<', "\\u003c") + ");\n</script>\r\n";
}

QByteArray call(const QByteArray &frame, const QByteArray &callback)
{
    return callback + '(' + sockjs::quoted(frame) + ");\r\n";
}

QByteArray htmlFilePage(const QByteArray &callback)
{
    QByteArray page = R"(<!doctype html>
<html><head>
  <meta http-equiv="X-UA-Compatible" content="IE=edge" />
  <meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
</head><body><h2>Don't panic!</h2>
  <script>
    document.domain = document.domain;
    var c = parent.)"_ba +
                      callback + R"(;
    c.start();
    function p(d) {c.message(d);};
    window.onload = function() {c.stop();};
  </script>
)"_ba;
    return page.leftJustified(kHtmlFilePrelude, ' ') + "\r\n\r\n";
}

} // namespace

SockJsFormat SockJsFormat::xhr()
{
    return {.contentType = "application/javascript; charset=UTF-8"_ba,
            .prelude = {},
            .wrap = line,
            .polling = true};
}

SockJsFormat SockJsFormat::xhrStreaming()
{
    return {.contentType = "application/javascript; charset=UTF-8"_ba,
            .prelude = QByteArray(kXhrPrelude, 'h') + '\n',
            .wrap = line};
}

SockJsFormat SockJsFormat::eventSource()
{
    // Opera wanted a line first.
    return {.contentType = "text/event-stream; charset=UTF-8"_ba, .prelude = "\r\n"_ba, .wrap = event};
}

SockJsFormat SockJsFormat::htmlFile(const QByteArray &callback)
{
    return {.contentType = "text/html; charset=UTF-8"_ba, .prelude = htmlFilePage(callback), .wrap = script};
}

SockJsFormat SockJsFormat::jsonp(const QByteArray &callback)
{
    return {.contentType = "application/javascript; charset=UTF-8"_ba,
            .prelude = {},
            .wrap = call,
            .callback = callback,
            .polling = true};
}

} // namespace lectern
