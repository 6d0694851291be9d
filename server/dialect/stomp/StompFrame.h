// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QLatin1StringView>
#include <QtCore/QList>
#include <QtCore/QString>

#include <utility>

namespace lectern {

/// What two sides of a conversation have agreed on. In ascending order.
enum class StompVersion { V1_0, V1_1, V1_2 };

/// "1.0", "1.1", "1.2".
QLatin1StringView wireName(StompVersion version);

/// One frame of STOMP (stomp.github.io/stomp-specification-1.2.html): headers as they are meant, without the
/// escapes of the wire.
struct StompFrame
{
    QByteArray command;
    QList<std::pair<QString, QString>> headers = {};
    QByteArray body = {};

    bool has(QLatin1StringView name) const;
    /// Of headers with the same name the first counts. Empty without one.
    QString header(QLatin1StringView name) const;
    void add(QLatin1StringView name, const QString &value) { headers.append({name, value}); }

    bool operator==(const StompFrame &) const = default;
};

/// A header's name or value as that version writes it: 1.0 knows no escapes, 1.1 none for CR.
QByteArray stompEscaped(const QString &text, StompVersion version);

/// The frame's bytes, `content-length` included where there is a body. CONNECTED is never escaped.
QByteArray encode(const StompFrame &frame, StompVersion version);

} // namespace lectern
