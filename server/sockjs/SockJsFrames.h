// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/CloseCode.h"

#include <QtCore/QByteArrayList>
#include <QtCore/QString>

#include <expected>

/// What goes over the wire of SockJS 0.3.3, whatever carries it ("Protocol and framing").
namespace lectern::sockjs {

inline constexpr char kOpen[] = "o";
inline constexpr char kHeartbeat[] = "h";

/// A text as a JSON string with its quotes. Escapes what browsers mangle on some transports, beside what JSON
/// wants.
QByteArray quoted(QByteArrayView utf8);

/// `a["…","…"]` of texts that are quoted() already.
QByteArray messages(const QByteArrayList &quotedTexts);

/// `c[3000,"Go away!"]`
QByteArray close(CloseCode code, const QString &reason);

enum class PayloadError {
    Missing, ///< nothing was sent, or no array of strings
    Broken   ///< it is no JSON
};

/// The texts that a client sent as a JSON array of strings.
std::expected<QByteArrayList, PayloadError> textsOf(const QByteArray &payload);

} // namespace lectern::sockjs
