// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QLatin1StringView>
#include <QtCore/QStringView>

#include <optional>

namespace lectern {

/// Every code that a problem (REST), an `error` frame or a `bye` can carry:
/// enumerator, name on the wire, HTTP status, title. Append only.
#define LECTERN_ERROR_CODES(X)                                                                               \
    X(BadRequest, "bad_request", 400, "Bad request")                                                         \
    X(Unauthorized, "unauthorized", 401, "Sign-in needed")                                                   \
    X(TokenExpired, "token_expired", 401, "Token expired")                                                   \
    X(InvalidCredentials, "invalid_credentials", 401, "Wrong user name or password")                         \
    X(RegistrationClosed, "registration_closed", 403, "Registration is closed")                              \
    X(EmailTaken, "email_taken", 409, "E-mail address already registered")                                   \
    X(Forbidden, "forbidden", 403, "Not allowed")                                                            \
    X(RoomNotFound, "room_not_found", 404, "No such room")                                                   \
    X(RoomLocked, "room_locked", 403, "The room is locked")                                                  \
    X(RoomFull, "room_full", 409, "The room is full")                                                        \
    X(Kicked, "kicked", 403, "Removed from the room")                                                        \
    X(InvalidName, "invalid_name", 400, "Name not usable")                                                   \
    X(MessageNotFound, "message_not_found", 404, "No such message")                                          \
    X(FileNotFound, "file_not_found", 404, "No such file")                                                   \
    X(UserNotFound, "user_not_found", 404, "No such user")                                                   \
    X(TalkDisabled, "talk_disabled", 403, "Students may not write now")                                      \
    X(TextTooLong, "text_too_long", 400, "Text too long")                                                    \
    X(FileTooLarge, "file_too_large", 413, "Too large")                                                      \
    X(UnsupportedMediaType, "unsupported_media_type", 415, "Unsupported media type")                         \
    X(UnknownType, "unknown_type", 400, "Unknown message type")                                              \
    X(RateLimited, "rate_limited", 429, "Too many requests")                                                 \
    X(StorageUnavailable, "storage_unavailable", 503, "Storage unavailable")                                 \
    X(NotFound, "not_found", 404, "Not found")                                                               \
    X(MethodNotAllowed, "method_not_allowed", 405, "Method not allowed")                                     \
    X(LengthRequired, "length_required", 411, "Length required")                                             \
    X(Draining, "draining", 503, "Server is shutting down")                                                  \
    X(Internal, "internal", 500, "Internal error")                                                           \
    X(NobodyThere, "nobody_there", 404, "Nobody is in the room")                                             \
    X(ClassEnded, "class_ended", 404, "The class has ended")                                                 \
    X(Replaced, "replaced", 409, "Connected elsewhere")                                                      \
    X(TooSlow, "too_slow", 503, "Connection too slow")                                                       \
    X(GoingAway, "going_away", 503, "Server is going away")

enum class ErrorCode {
#define X(id, name, status, title) id,
    LECTERN_ERROR_CODES(X)
#undef X
};

#define X(id, name, status, title) +1 // NOLINT(bugprone-macro-parentheses): they are added up
inline constexpr std::size_t kErrorCodeCount = LECTERN_ERROR_CODES(X);
#undef X

/// The name on the wire, for instance "room_locked".
QLatin1StringView wireName(ErrorCode code);

/// The HTTP status with which a problem of this code is answered.
int httpStatus(ErrorCode code);

/// A short English title, the same for every occurrence (RFC 9457 `title`).
QLatin1StringView title(ErrorCode code);

std::optional<ErrorCode> errorCodeFromString(QStringView name);

} // namespace lectern
