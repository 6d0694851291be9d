// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/NativeEvents.h"

#include "common/protocol/Codec.h"
#include "server/dialect/Slots.h"
#include "server/transport/Connection.h"

namespace lectern {

namespace {

constexpr char kSeparator = ':';

std::optional<qint64> placeOf(const Message &message)
{
    if (message.seq > 0) return message.seq;
    if (const auto *welcome = payloadOf<payload::Welcome>(message)) return welcome->resumeSeq;
    return std::nullopt;
}

} // namespace

QByteArray eventId(const EventPosition &position)
{
    return position.epoch.toUtf8() + kSeparator + QByteArray::number(position.seq);
}

EventPosition eventPosition(const QByteArray &id)
{
    const qsizetype separator = id.lastIndexOf(kSeparator);
    bool ok = false;
    const qint64 seq = id.mid(separator + 1).toLongLong(&ok);
    if (separator < 0 || !ok || seq < 0) return {};
    return {QString::fromUtf8(id.left(separator)), seq};
}

const QByteArray &eventOf(const EnvelopePtr &envelope, const QString &epoch)
{
    QByteArray &event = envelope->encoding(slot::kNativeEvent);
    if (!event.isNull()) return event;
    const Message &message = envelope->message();
    QByteArray lines;
    if (const auto seq = placeOf(message)) lines += "id: " + eventId({epoch, *seq}) + '\n';
    if (const auto *bye = payloadOf<payload::Bye>(message); bye && bye->reconnectIn)
        lines += "retry: " + QByteArray::number(qRound64(*bye->reconnectIn * 1000)) + '\n';
    QByteArray &json = envelope->encoding(slot::kNativeJson);
    if (json.isNull()) json = encode(message);
    event = eventFrame(lines + "data: " + json + "\n\n");
    return event;
}

const QByteArray &EventEncoder::operator()(const EnvelopePtr &envelope)
{
    if (const auto *welcome = payloadOf<payload::Welcome>(envelope->message())) m_epoch = welcome->epoch;
    return eventOf(envelope, m_epoch);
}

} // namespace lectern
