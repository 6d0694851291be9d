// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/RedisBroker.h"

#include "common/protocol/Codec.h"
#include "common/protocol/JsonText.h"
#include "common/protocol/Ulid.h"
#include "server/broker/RedisScripts.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonDocument>
#include <QtCore/QMap>

#include <algorithm>
#include <utility>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kNativeSlot = 0;
constexpr int kChannelsPerRoom = 2;
const QByteArray kMessages = "room:"_ba;
const QByteArray kSeats = "lectern:room:"_ba;

QByteArray messagesChannel(const QString &roomId)
{
    return kMessages + roomId.toUtf8();
}
QByteArray seatsChannel(const QString &roomId)
{
    return kSeats + roomId.toUtf8();
}
QByteArray counterKey(const QString &roomId)
{
    return kSeats + roomId.toUtf8() + ":counter";
}
QByteArray refsKey(const QString &roomId)
{
    return kSeats + roomId.toUtf8() + ":refs";
}
QByteArray olderRefsKey(const QString &roomId)
{
    return refsKey(roomId) + ":older";
}

/// The one that a message's ref is remembered by, which is its sender's own.
QByteArray refField(const Message &message)
{
    if (message.ref.isEmpty()) return {};
    return message.sender.toUtf8() + '\n' + message.ref.toUtf8();
}

const QMap<SeatNotice::Kind, QString> &kindNames()
{
    using Kind = SeatNotice::Kind;
    static const QMap<Kind, QString> names{{Kind::Online, u"online"_s},     {Kind::Away, u"away"_s},
                                           {Kind::Expected, u"expected"_s}, {Kind::Still, u"still"_s},
                                           {Kind::Complete, u"complete"_s}, {Kind::Restated, u"restated"_s}};
    return names;
}

QByteArray seatJson(const SeatNotice &notice)
{
    QJsonObject json{{u"kind"_s, kindNames().value(notice.kind)},
                     {u"userId"_s, notice.userId},
                     {u"serverId"_s, notice.serverId}};
    if (notice.since.isValid()) json.insert(u"since"_s, timeToString(notice.since));
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<SeatNotice> seatFromJson(const QByteArray &payload)
{
    const QJsonObject json = readJson(payload).object();
    const QString kind = json[u"kind"_s].toString();
    const auto &names = kindNames();
    const auto known = std::ranges::find(names, kind);
    if (known == names.cend()) return {};
    const SeatNotice notice{known.key(), json[u"userId"_s].toString(), json[u"serverId"_s].toString(),
                            timeFromString(json[u"since"_s].toString())};
    using Kind = SeatNotice::Kind;
    const bool ofSomebody = notice.kind != Kind::Complete && notice.kind != Kind::Restated;
    if (notice.serverId.isEmpty() || notice.userId.isEmpty() == ofSomebody) return {};
    return notice;
}

/// Of a node of ours: nothing would change if it were encoded again. What others publish may lack what
/// clients rely on.
bool isWhole(const Message &message)
{
    return message.seq > 0 && !message.roomId.isEmpty() && !message.sender.isEmpty() &&
           !message.id.isEmpty() && message.sentAt.isValid();
}

std::unexpected<Problem> away()
{
    return problem(ErrorCode::StorageUnavailable, u"no connection to Redis"_s);
}

std::unexpected<Problem> oddAnswer()
{
    return problem(ErrorCode::StorageUnavailable, u"odd answer of Redis"_s);
}

/// Somebody had it forget all scripts (SCRIPT FLUSH). What was on its way then is sent again, behind what
/// follows it: the one time that a sender's messages may change places.
bool forgotScript(const Result<RedisReply> &reply)
{
    return !reply && reply.error().detail.contains("NOSCRIPT"_L1);
}

/// Who speaks is told that it cannot be; Redis' own words, of its keys and scripts, are for the log.
std::unexpected<Problem> told(const Problem &refusal)
{
    if (!refusal.detail.startsWith("Redis "_L1)) return std::unexpected(refusal);
    qCWarning(lcRedis).noquote() << "a message got no number:" << refusal.detail;
    return problem(refusal.code, u"the message could not be given a number"_s);
}

/// What kPublishNumbered answers: the seq, or "seq id time" of an earlier message.
Result<Broker::Number> numberOf(const Result<RedisReply> &reply)
{
    if (!reply) return told(reply.error());
    if (reply->kind == RedisReply::Kind::Integer) return Broker::Number{reply->integer};
    const QList<QByteArray> earlier = reply->text.split(' ');
    if (earlier.size() != 3) return oddAnswer();
    return Broker::Number{
        earlier[0].toLongLong(),
        Broker::Number::Earlier{QString::fromUtf8(earlier[1]),
                                QDateTime::fromMSecsSinceEpoch(earlier[2].toLongLong(), Qt::UTC)}};
}

/// [seq, epoch], as kReadCounter answers.
Result<Broker::Counter> counterOf(const Result<RedisReply> &reply)
{
    if (!reply) return std::unexpected(reply.error());
    if (reply->items.size() != 2) return oddAnswer();
    return Broker::Counter{QString::fromUtf8(reply->items[1].text), reply->items[0].integer};
}

} // namespace

RedisBroker::RedisBroker(RedisLink &commands, RedisLink &subscriptions, QObject *parent)
    : Broker(parent)
    , m_commands(commands)
    , m_subscriptions(subscriptions)
    , m_publishNumbered(
          QCryptographicHash::hash(redis_scripts::kPublishNumbered, QCryptographicHash::Sha1).toHex())
    , m_fenceChannel("lectern:fence:"_ba + newUlid().toLatin1())
{
    connect(&subscriptions, &RedisLink::pushed, this, &RedisBroker::pushed);
    connect(&subscriptions, &RedisLink::up, this, &RedisBroker::subscribeAll);
    connect(&subscriptions, &RedisLink::down, this, &RedisBroker::forgetSubscriptions);
    connect(&commands, &RedisLink::up, this, &RedisBroker::loadScript);
    connect(&commands, &RedisLink::up, this, &RedisBroker::checkUp);
    connect(&commands, &RedisLink::down, this, &RedisBroker::goDown);
    if (commands.isUp()) loadScript();
    if (subscriptions.isUp()) subscribeAll();
}

RedisBroker::~RedisBroker()
{
    for (Subscription &subscription : m_rooms)
        answer(subscription, away());
}

QFuture<Result<void>> RedisBroker::subscribe(QString roomId)
{
    Subscription &subscription = m_rooms[roomId];
    if (subscription.stands) return QtFuture::makeReadyFuture(Result<void>());
    if (!m_subscriptions.isUp()) return QtFuture::makeReadyFuture(Result<void>(away()));
    const auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    subscription.waiting.append(promise);
    if (subscription.request == 0) subscription.request = request(roomId, true);
    return promise->future();
}

void RedisBroker::unsubscribe(const QString &roomId)
{
    if (!m_rooms.contains(roomId)) return;
    Subscription subscription = m_rooms.take(roomId);
    if (m_subscriptions.isUp()) request(roomId, false);
    answer(subscription, problem(ErrorCode::RoomNotFound, u"the room was left meanwhile"_s));
}

void RedisBroker::publish(const EnvelopePtr &envelope)
{
    QByteArray &json = envelope->encoding(kNativeSlot);
    if (json.isNull()) json = encode(envelope->message());
    send(messagesChannel(envelope->message().roomId), json, envelope->message().roomId);
}

void RedisBroker::publishSeat(const QString &roomId, const SeatNotice &notice)
{
    send(seatsChannel(roomId), seatJson(notice), roomId);
}

void RedisBroker::send(const QByteArray &channel, const QByteArray &payload, const QString &roomId)
{
    if (!m_commands.isUp()) return;
    ++m_tally.published;
    const QByteArrayList command{"PUBLISH"_ba, channel, payload};
    if (!m_rooms.contains(roomId)) return m_commands.send(command);

    const quint64 number = m_echoes.expect(channel, payload);
    m_commands.send(command, this, [this, channel, number](const Result<RedisReply> &reply) {
        // Whether a command without an answer was carried out is not known: the next fence will tell.
        const bool refused = !reply && m_commands.isUp();
        const bool nobodyListened = reply && !m_subscriptions.isUp();
        if (refused || nobodyListened) m_echoes.giveUp(channel, number);
    });
}

void RedisBroker::publishNumbered(const Message &message, QObject *context, Numbered done)
{
    QByteArrayList command{"EVALSHA"_ba,
                           m_publishNumbered,
                           "3"_ba,
                           counterKey(message.roomId),
                           refsKey(message.roomId),
                           olderRefsKey(message.roomId),
                           messagesChannel(message.roomId),
                           encode(message),
                           refField(message),
                           message.id.toUtf8() + ' ' +
                               QByteArray::number(message.sentAt.toMSecsSinceEpoch())};
    auto answered = [this, command, context,
                     done = std::move(done)](const Result<RedisReply> &reply) mutable {
        if (!forgotScript(reply)) return done(numberOf(reply));
        command[0] = "EVAL"_ba;
        command[1] = redis_scripts::kPublishNumbered;
        m_commands.send(command, context, [done](const Result<RedisReply> &again) { done(numberOf(again)); });
    };
    m_commands.send(command, context, std::move(answered));
}

QFuture<Result<Broker::Counter>> RedisBroker::counter(QString roomId)
{
    return m_commands
        .call({"EVAL"_ba, redis_scripts::kReadCounter, "1"_ba, counterKey(roomId), newUlid().toLatin1()})
        .then([](const Result<RedisReply> &reply) { return counterOf(reply); });
}

void RedisBroker::forget(const QString &roomId)
{
    m_commands.send({"DEL"_ba, counterKey(roomId), refsKey(roomId), olderRefsKey(roomId)});
}

void RedisBroker::loadScript()
{
    m_commands.send({"SCRIPT"_ba, "LOAD"_ba, redis_scripts::kPublishNumbered});
}

void RedisBroker::subscribeAll()
{
    m_subscriptions.send({"SUBSCRIBE"_ba, m_fenceChannel});
    for (auto room = m_rooms.begin(); room != m_rooms.end(); ++room)
        room->request = request(room.key(), true);
    checkUp();
}

void RedisBroker::forgetSubscriptions()
{
    m_requests.clear();
    for (Subscription &subscription : m_rooms) {
        subscription.stands = false;
        subscription.request = 0;
        answer(subscription, away());
    }
    goDown();
}

void RedisBroker::checkUp()
{
    if (!m_commands.isUp() || !m_subscriptions.isUp() || !m_requests.isEmpty()) return;
    if (!m_echoes.isEmpty())
        m_commands.send({"PUBLISH"_ba, m_fenceChannel, QByteArray::number(m_echoes.last())});
    if (std::exchange(m_up, true)) return;
    Q_EMIT connected();
}

void RedisBroker::goDown()
{
    if (!std::exchange(m_up, false)) return;
    ++m_tally.disconnects;
    Q_EMIT disconnected();
}

quint64 RedisBroker::request(const QString &roomId, bool subscribes)
{
    m_subscriptions.send(
        {subscribes ? "SUBSCRIBE"_ba : "UNSUBSCRIBE"_ba, messagesChannel(roomId), seatsChannel(roomId)});
    m_requests.enqueue({++m_lastRequest, roomId, subscribes, kChannelsPerRoom});
    return m_lastRequest;
}

void RedisBroker::answer(Subscription &subscription, const Result<void> &result)
{
    const auto waiting = std::exchange(subscription.waiting, {});
    for (const auto &promise : waiting) {
        promise->addResult(result);
        promise->finish();
    }
}

void RedisBroker::pushed(const RedisReply &reply)
{
    if (reply.items.size() != 3) return;
    const QByteArray kind = reply.items[0].text;
    const QByteArray channel = reply.items[1].text;
    if (kind == "message")
        arrived(channel, reply.items[2].text);
    else if ((kind == "subscribe" || kind == "unsubscribe") && channel != m_fenceChannel)
        confirmed();
}

void RedisBroker::confirmed()
{
    if (m_requests.isEmpty() || --m_requests.head().confirmationsMissing > 0) return;
    const Request request = m_requests.dequeue();
    const auto room = m_rooms.find(request.roomId);
    if (request.subscribes && room != m_rooms.end() && room->request == request.number) {
        room->stands = true;
        answer(*room, {});
    }
    checkUp();
}

void RedisBroker::arrived(const QByteArray &channel, const QByteArray &payload)
{
    if (channel == m_fenceChannel) return m_echoes.giveUpTo(payload.toULongLong());
    if (const auto age = m_echoes.takeEcho(channel, payload))
        return m_tally.lag.add(std::chrono::duration<double>(*age).count());
    const bool aboutSeat = channel.startsWith(kSeats);
    const QString roomId = QString::fromUtf8(channel.sliced(aboutSeat ? kSeats.size() : kMessages.size()));
    if (!m_rooms.contains(roomId)) return;

    const bool understood = aboutSeat ? takeSeat(roomId, payload) : takeMessage(roomId, payload);
    ++(understood ? m_tally.received : m_tally.dropped);
}

bool RedisBroker::takeSeat(const QString &roomId, const QByteArray &payload)
{
    const auto notice = seatFromJson(payload);
    if (!notice) return false;
    Q_EMIT seatReceived(roomId, *notice);
    return true;
}

bool RedisBroker::takeMessage(const QString &roomId, const QByteArray &payload)
{
    auto message = decode(payload);
    if (!message || (!message->roomId.isEmpty() && message->roomId != roomId)) return false;
    const bool asSent = isWhole(*message) && !payload.contains('\n');
    message->roomId = roomId;
    const EnvelopePtr envelope = seal(*std::move(message));
    if (asSent) envelope->encoding(kNativeSlot) = payload;
    Q_EMIT received(envelope);
    return true;
}

} // namespace lectern
