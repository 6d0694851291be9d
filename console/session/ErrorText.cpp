// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/ErrorText.h"

namespace lectern {

QString ErrorText::of(const ApiError &error, const QUrl &server)
{
    const auto host = server.host();
    const auto authority = server.authority();
    switch (error.kind) {
    case ApiError::Kind::HostNotFound:
        return tr("The name “%1” was not found. Check the address, and whether this computer is online.")
            .arg(host);
    case ApiError::Kind::Unreachable:
        return tr("Nothing answers at %1. Is the server running, and is the port right?").arg(authority);
    case ApiError::Kind::Timeout:
        return tr("%1 does not answer. The network may be slow, or a firewall is in between.").arg(authority);
    case ApiError::Kind::Tls:
        return tr("No secure connection to %1: %2").arg(authority, error.detail);
    case ApiError::Kind::NotLectern:
        return tr("Something answers at %1, but it is not a Lectern server.").arg(authority);
    case ApiError::Kind::Canceled:
        return tr("Canceled.");
    case ApiError::Kind::Refused:
        break;
    }
    if (error.retryAfter > 0) {
        return error.problem.code == ErrorCode::RateLimited
                   ? tr("Too many tries. Please wait %n second(s).", nullptr, error.retryAfter)
                   : tr("The server is busy. Please try again in %n second(s).", nullptr, error.retryAfter);
    }
    return of(error.problem.code, error.problem.detail);
}

QString ErrorText::ofVisit(const ApiError &error, const QUrl &server)
{
    if (error.kind != ApiError::Kind::Refused) return of(error, server);
    switch (error.problem.code) {
    case ErrorCode::RoomNotFound:
        return tr("No class is open with this code. Please look at it again; the class may have ended.");
    case ErrorCode::ClassEnded:
        return tr("This class has ended. Its teacher can open it again.");
    case ErrorCode::RoomLocked:
        return tr("This class is locked: nobody new comes in. Its teacher can unlock it.");
    case ErrorCode::RoomFull:
        return tr("This class is full.");
    case ErrorCode::Kicked:
        return tr("You were removed from this class and are kept out. Its teacher can let you in again.");
    default:
        return of(error, server);
    }
}

QString ErrorText::of(ErrorCode code, const QString &detail)
{
    switch (code) {
    case ErrorCode::InvalidCredentials:
        return tr("The user name or the password is wrong.");
    case ErrorCode::TokenExpired:
    case ErrorCode::Unauthorized:
        return tr("You are no longer signed in. Please sign in again.");
    case ErrorCode::Forbidden:
        return tr("Your account may not do this.");
    case ErrorCode::RoomNotFound:
        return tr("This class is not there any more.");
    case ErrorCode::RoomFull:
        return tr("The class is full.");
    case ErrorCode::RoomLocked:
        return tr("The class is locked.");
    case ErrorCode::InvalidName:
        return tr("This name can't be used. It must have something visible in it and not be too long.");
    case ErrorCode::TextTooLong:
        return tr("The text is too long.");
    case ErrorCode::FileTooLarge:
        return tr("The file is too large.");
    case ErrorCode::UnsupportedMediaType:
        return tr("This is not a picture that can be shown, or it is damaged.");
    case ErrorCode::TalkDisabled:
        return tr("Messages are switched off in this class.");
    case ErrorCode::RateLimited:
        return tr("That was too fast. Please wait a moment.");
    case ErrorCode::StorageUnavailable:
        return tr("The server can't store anything at the moment. Its disk may be full.");
    case ErrorCode::Draining:
    case ErrorCode::GoingAway:
        return tr("The server is being restarted.");
    case ErrorCode::UserNotFound:
        return tr("This person is not in the class.");
    case ErrorCode::MessageNotFound:
        return tr("This message is not there any more.");
    case ErrorCode::FileNotFound:
        return tr("This file is not there any more.");
    case ErrorCode::Kicked:
        return tr("You were removed from the class.");
    case ErrorCode::ClassEnded:
        return tr("The class has ended.");
    case ErrorCode::Replaced:
        return tr("This class was opened in another place with your account.");
    case ErrorCode::Internal:
        return tr("Something went wrong in the server.");
    default:
        return detail.isEmpty() ? tr("The server refused this (%1).").arg(wireName(code)) : detail;
    }
}

} // namespace lectern
