// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/RequestGuard.h"

#include <QtNetwork/QTcpSocket>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

Refusal tooLarge(qint64 length, qint64 limit)
{
    return {413, {ErrorCode::FileTooLarge, u"%1 bytes; at most %2 are taken."_s.arg(length).arg(limit)}};
}

} // namespace

std::optional<std::expected<RequestHead, Refusal>> RequestGuard::peek(QTcpSocket &socket) const
{
    QByteArray bytes = socket.peek(kHeadLimit);
    while (bytes.startsWith("\r\n")) {
        socket.skip(2);
        bytes.remove(0, 2);
    }
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0) {
        if (bytes.size() < kHeadLimit) return std::nullopt;
        return std::unexpected(Refusal{
            431, {ErrorCode::BadRequest, u"A request head may have at most %1 bytes."_s.arg(kHeadLimit)}});
    }
    bytes.truncate(end + 4);
    return parseRequestHead(bytes);
}

std::optional<Refusal> RequestGuard::refuseBody(const RequestHead &head) const
{
    const qint64 length = head.contentLength.value_or(0);
    if (length > m_limits.body) return tooLarge(length, m_limits.body);
    return std::nullopt;
}

std::optional<Refusal> RequestGuard::refuseUpload(const RequestHead &head, bool lengthNeeded) const
{
    if (!head.contentLength && lengthNeeded)
        return Refusal{411, {ErrorCode::LengthRequired, u"An upload needs a Content-Length."_s}};
    const qint64 length = head.contentLength.value_or(0);
    if (length > m_limits.file) return tooLarge(length, m_limits.file);
    return std::nullopt;
}

} // namespace lectern
