// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Envelope.h"
#include "server/dialect/stomp/StompFrame.h"
#include "server/domain/Person.h"

#include <QtCore/QList>

namespace lectern {

/// A MESSAGE without its command line and without the headers that differ between subscriptions. A view into
/// what an envelope keeps.
struct StompTail
{
    QByteArrayView messageId;
    QByteArrayView bytes; ///< from `message-id` on to the NUL

    static StompTail of(QByteArrayView bytes);
};

/// What a message is to STOMP's subscribers: a JOIN or a LEAVE for each of the people in it, a TALK, a
/// DELETE, or nothing. Encoded once, however many receive it.
QList<StompTail> tailsOf(const EnvelopePtr &envelope);

/// The tail (see StompTail::of) of the LEAVE by which somebody hears that they are in the room no more, and
/// why.
QByteArray farewellTail(const QString &roomId, const Person &self, ErrorCode why, const QString &reason);

} // namespace lectern
