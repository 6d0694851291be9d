// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/ResponseWriter.h"

#include "server/transport/SocketBytes.h"

#include <QtCore/QLoggingCategory>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kChunk = 64 * 1024;

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK"_ba;
    case 201:
        return "Created"_ba;
    case 204:
        return "No Content"_ba;
    case 206:
        return "Partial Content"_ba;
    case 301:
        return "Moved Permanently"_ba;
    case 302:
        return "Found"_ba;
    case 303:
        return "See Other"_ba;
    case 304:
        return "Not Modified"_ba;
    case 307:
        return "Temporary Redirect"_ba;
    case 308:
        return "Permanent Redirect"_ba;
    case 400:
        return "Bad Request"_ba;
    case 401:
        return "Unauthorized"_ba;
    case 403:
        return "Forbidden"_ba;
    case 404:
        return "Not Found"_ba;
    case 405:
        return "Method Not Allowed"_ba;
    case 406:
        return "Not Acceptable"_ba;
    case 408:
        return "Request Timeout"_ba;
    case 409:
        return "Conflict"_ba;
    case 410:
        return "Gone"_ba;
    case 411:
        return "Length Required"_ba;
    case 412:
        return "Precondition Failed"_ba;
    case 413:
        return "Content Too Large"_ba;
    case 415:
        return "Unsupported Media Type"_ba;
    case 416:
        return "Range Not Satisfiable"_ba;
    case 423:
        return "Locked"_ba;
    case 426:
        return "Upgrade Required"_ba;
    case 429:
        return "Too Many Requests"_ba;
    case 431:
        return "Request Header Fields Too Large"_ba;
    case 500:
        return "Internal Server Error"_ba;
    case 503:
        return "Service Unavailable"_ba;
    case 505:
        return "HTTP Version Not Supported"_ba;
    default:
        return "Status"_ba;
    }
}

/// A value with a line break in it would begin a header of its own.
QByteArray oneLine(QByteArray value)
{
    return value.replace('\r', ' ').replace('\n', ' ');
}

std::shared_ptr<QFile> opened(const FileSlice &slice)
{
    if (slice.opened) return slice.opened;
    auto file = std::make_shared<QFile>(slice.path);
    file->open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    return file;
}

} // namespace

void ResponseWriter::start(const RequestHead *request, HttpResponse response, bool keepAlive)
{
    m_file.reset();
    m_left = 0;
    if (response.file) {
        m_file = opened(*response.file);
        const bool ready = m_file->isOpen() && m_file->seek(response.file->offset) &&
                           m_file->size() >= response.file->offset + response.file->length;
        if (ready) {
            m_left = response.file->length;
        } else {
            qWarning("cannot serve %ls: %ls", qUtf16Printable(response.file->path),
                     qUtf16Printable(m_file->errorString()));
            response = HttpResponse::problem({ErrorCode::Internal, u"The file cannot be read."_s});
        }
    }

    QByteArray head =
        "HTTP/1.1 "_ba + QByteArray::number(response.status) + ' ' + reasonPhrase(response.status) +
        "\r\nDate: " + httpDate(QDateTime::currentDateTimeUtc()) + "\r\nX-Content-Type-Options: nosniff\r\n";
    for (const auto &[name, value] : response.headers.fields())
        head += name + ": " + oneLine(value) + "\r\n";
    const bool bodiless = response.status == 204 || response.status == 304 || response.status < 200;
    if (response.stream) {
        // nginx would gather the answer until it is complete.
        head += "X-Accel-Buffering: no\r\n";
        if (!request || !request->http10) head += "Transfer-Encoding: chunked\r\n";
    } else if (!bodiless) {
        const qint64 length = response.file ? m_left : response.body.size();
        head += "Content-Length: " + QByteArray::number(length) + "\r\n";
    }
    if (!keepAlive)
        head += "Connection: close\r\n";
    else if (request && request->http10)
        head += "Connection: keep-alive\r\n";
    head += "\r\n";

    if (bodiless || (request && request->method == "HEAD")) {
        m_left = 0;
        response.body.clear();
    }
    m_socket.write(head);
    if (!response.file && !response.body.isEmpty()) m_socket.write(response.body);
}

ResponseWriter::Progress ResponseWriter::pump()
{
    while (m_left > 0 && bytesWaiting(m_socket) < kChunk) {
        const QByteArray chunk = m_file->read(std::min(m_left, kChunk));
        if (chunk.isEmpty()) return Progress::Failed;
        m_left -= chunk.size();
        m_socket.write(chunk);
    }
    if (m_left > 0 || bytesWaiting(m_socket) > 0) return Progress::More;
    m_file.reset();
    return Progress::Done;
}

} // namespace lectern
