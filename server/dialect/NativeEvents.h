// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Envelope.h"

namespace lectern {

inline constexpr const char *kLastEventId = "Last-Event-ID";

/// How far a reader of an event stream has come: what an event's `id` carries.
struct EventPosition
{
    QString epoch;
    qint64 seq = -1; ///< -1: the id was none of ours
};

QByteArray eventId(const EventPosition &position);
EventPosition eventPosition(const QByteArray &id);

/// A message as a ready event of a stream (the HTML standard's "Server-sent events"): unnamed, its data the
/// native frame. A numbered one has its place as id, `welcome` the one to resume from if nothing follows it;
/// `bye` tells a browser when to come back. Made once for all who receive it, and kept by the envelope: the
/// epoch is that of its room.
const QByteArray &eventOf(const EnvelopePtr &envelope, const QString &epoch);

/// eventOf() for one session: a `welcome` tells which epoch the numbers behind it belong to.
class EventEncoder
{
public:
    const QByteArray &operator()(const EnvelopePtr &envelope);

private:
    QString m_epoch;
};

} // namespace lectern
