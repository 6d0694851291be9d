// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/client/LineEnd.h"

#include <QtCore/QRegularExpression>

namespace lectern {

using namespace Qt::StringLiterals;

std::optional<ErrorCode> finalCause(CloseCode code)
{
    switch (code) {
    case CloseCode::TokenExpired:
        return ErrorCode::TokenExpired;
    case CloseCode::Kicked:
        return ErrorCode::Kicked;
    case CloseCode::RoomGone:
        return ErrorCode::RoomNotFound;
    case CloseCode::Replaced:
        return ErrorCode::Replaced;
    case CloseCode::ClassEnded:
        return ErrorCode::ClassEnded;
    default:
        return std::nullopt;
    }
}

std::optional<ErrorCode> finalCause(int httpStatus)
{
    switch (httpStatus) {
    case 401:
        return ErrorCode::Unauthorized;
    case 403:
        return ErrorCode::Forbidden;
    case 404:
        return ErrorCode::RoomNotFound;
    case 409:
        return ErrorCode::RoomFull;
    default:
        return std::nullopt;
    }
}

int refusalStatus(const QString &socketError)
{
    static const QRegularExpression pattern(u": (\\d{3}) \\("_s);
    return pattern.match(socketError).captured(1).toInt();
}

} // namespace lectern
