// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/RequestHead.h"

#include <algorithm>

#include <cctype>
#include <cstring>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Refusal> malformed(const QString &detail, int status = 400)
{
    return std::unexpected(Refusal{status, {ErrorCode::BadRequest, detail}});
}

/// RFC 9110, section 5.6.2.
bool isToken(QByteArrayView text)
{
    constexpr QByteArrayView others = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::ranges::all_of(text, [others](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               others.contains(c);
    });
}

bool hasControl(QByteArrayView text)
{
    return std::ranges::any_of(text, [](char c) { return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7f; });
}

bool listContains(const HttpHeaders &headers, QByteArrayView name, QByteArrayView token)
{
    for (const auto &[key, value] : headers.fields()) {
        if (key.compare(name, Qt::CaseInsensitive) != 0) continue;
        for (const QByteArray &item : value.split(','))
            if (item.trimmed().compare(token, Qt::CaseInsensitive) == 0) return true;
    }
    return false;
}

qsizetype count(const HttpHeaders &headers, QByteArrayView name)
{
    return std::ranges::count_if(headers.fields(), [name](const auto &field) {
        return field.first.compare(name, Qt::CaseInsensitive) == 0;
    });
}

/// An absolute target ("http://host/path", as to a proxy) means the same as its path.
QByteArray originForm(const QByteArray &target)
{
    for (const QByteArrayView scheme : {QByteArrayView("http://"), QByteArrayView("https://")}) {
        if (target.left(scheme.size()).compare(scheme, Qt::CaseInsensitive) != 0) continue;
        const qsizetype slash = target.indexOf('/', scheme.size());
        return slash < 0 ? "/"_ba : target.mid(slash);
    }
    return target;
}

std::expected<void, Refusal> parseRequestLine(const QByteArray &line, RequestHead &head)
{
    const QList<QByteArray> words = line.split(' ');
    if (words.size() != 3 || !isToken(words[0]))
        return malformed(u"The request line is not \"METHOD TARGET HTTP/1.1\"."_s);
    if (words[2] == "HTTP/1.0")
        head.http10 = true;
    else if (words[2] != "HTTP/1.1")
        return malformed(u"Only HTTP/1.1 and HTTP/1.0 are spoken here."_s, 505);

    head.method = words[0];
    head.target = words[1];
    const QByteArray local = originForm(words[1]);
    if (hasControl(local) || local.contains('#') ||
        !(local.startsWith('/') || (local == "*" && head.method == "OPTIONS")))
        return malformed(u"The request target is no path."_s);
    const qsizetype mark = local.indexOf('?');
    head.path = QString::fromUtf8(mark < 0 ? local : local.left(mark));
    // Browsers' URLSearchParams write a space as '+'.
    if (mark >= 0) head.query.setQuery(QString::fromUtf8(local.mid(mark + 1)).replace(u'+', "%20"_L1));
    return {};
}

std::expected<void, Refusal> parseFields(const QByteArray &bytes, qsizetype from, qsizetype end,
                                         RequestHead &head)
{
    while (from < end) {
        const qsizetype lineEnd = bytes.indexOf("\r\n", from);
        const QByteArray line = bytes.mid(from, lineEnd - from);
        const qsizetype colon = line.indexOf(':');
        if (colon < 0 || !isToken(QByteArrayView(line).first(colon)))
            return malformed(u"A header line is not \"Name: value\"."_s);
        const QByteArray value = line.mid(colon + 1).trimmed();
        if (hasControl(value)) return malformed(u"A header value has control characters."_s);
        head.headers.add(line.left(colon), value);
        from = lineEnd + 2;
    }
    return {};
}

std::expected<void, Refusal> parseLength(RequestHead &head)
{
    const qsizetype lengths = count(head.headers, "Content-Length");
    if (head.headers.contains("Transfer-Encoding")) {
        if (lengths > 0) return malformed(u"Content-Length and Transfer-Encoding contradict each other."_s);
        const QByteArray coding = head.headers.value("Transfer-Encoding");
        const bool understood = !head.http10 && count(head.headers, "Transfer-Encoding") == 1 &&
                                coding.compare("chunked", Qt::CaseInsensitive) == 0;
        if (!understood)
            return std::unexpected(Refusal{
                411, {ErrorCode::LengthRequired, u"Send a Content-Length; only chunks can do without."_s}});
        head.chunked = true;
        return {};
    }
    if (lengths == 0) return {};
    const QByteArray value = head.headers.value("Content-Length");
    const bool digits = !value.isEmpty() && value.size() <= 18 &&
                        std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
    if (lengths > 1 || !digits) return malformed(u"Content-Length must be one number of bytes."_s);
    head.contentLength = value.toLongLong();
    return {};
}

} // namespace

std::expected<RequestHead, Refusal> parseRequestHead(const QByteArray &bytes)
{
    RequestHead head;
    head.size = bytes.size();
    const qsizetype lineEnd = bytes.indexOf("\r\n");
    if (lineEnd < 0 || !bytes.endsWith("\r\n\r\n")) return malformed(u"The request head is incomplete."_s);
    if (auto ok = parseRequestLine(bytes.left(lineEnd), head); !ok) return std::unexpected(ok.error());
    if (auto ok = parseFields(bytes, lineEnd + 2, bytes.size() - 2, head); !ok)
        return std::unexpected(ok.error());
    const qsizetype hosts = count(head.headers, "Host");
    if (hosts > 1 || (hosts == 0 && !head.http10)) return malformed(u"A request needs one Host header."_s);
    for (const char c : head.headers.value("Host")) {
        // A name, an address or [::1], and a port: it comes back in links.
        if (!std::isalnum(static_cast<unsigned char>(c)) && !std::strchr(".-_:[]", c))
            return malformed(u"Host: expected a name or an address, and a port."_s);
    }
    if (auto ok = parseLength(head); !ok) return std::unexpected(ok.error());

    // For clients that can send no other methods (the tus protocol has it so).
    const QByteArray override = head.headers.value("X-HTTP-Method-Override");
    if (head.method == "POST" && (override == "PATCH" || override == "DELETE")) head.method = override;

    head.keepAlive = head.http10 ? listContains(head.headers, "Connection", "keep-alive")
                                 : !listContains(head.headers, "Connection", "close");
    head.expectsContinue =
        !head.http10 && head.headers.value("Expect").compare("100-continue", Qt::CaseInsensitive) == 0;
    head.upgradesToWebSocket = !head.http10 && head.method == "GET" &&
                               listContains(head.headers, "Connection", "upgrade") &&
                               listContains(head.headers, "Upgrade", "websocket");
    return head;
}

} // namespace lectern
