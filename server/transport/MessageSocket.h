// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/CloseCode.h"
#include "common/protocol/Problem.h"

#include <QtCore/QObject>

namespace lectern {

/// Messages to and from one client, in order, whatever carries them. What a protocol sits on that has frames
/// of its own.
class MessageSocket : public QObject
{
    Q_OBJECT

public:
    /// How a line ended, as seen from here.
    enum class End {
        Goodbye, ///< the client closed it for good
        Dropped, ///< it broke, or the client may come back
        Ours,    ///< we closed it
    };
    Q_ENUM(End)

    /// Queues a text message. When more than limits.queue bytes would wait, this closes with
    /// CloseCode::TooSlow instead. Does nothing after close().
    virtual void send(const QByteArray &utf8) = 0;

    /// Sends what is queued, then ends the line.
    virtual void close(CloseCode code, const QString &reason = {}) = 0;

Q_SIGNALS:
    /// The line closes because too much waits (`too_slow`) or came (`text_too_long`). What is sent from
    /// within this signal still goes, where the carrier can.
    void closing(const lectern::Problem &why);
    /// A whole message: UTF-8, or any bytes where the carrier has binary messages, too.
    void received(const QByteArray &bytes);
    /// Once, at the end, however it came; the socket is deleted soon after. May come from within send().
    void closed(lectern::MessageSocket::End end);

protected:
    using QObject::QObject;
};

} // namespace lectern
