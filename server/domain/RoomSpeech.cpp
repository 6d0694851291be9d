// SPDX-License-Identifier: GPL-3.0-or-later
// What is said: from a frame to the log, and from the log to everyone.
#include "server/domain/RoomPrivate.h"

#include "common/client/WhenDone.h"
#include "common/protocol/Ulid.h"
#include "server/domain/HostActs.h"
#include "server/domain/Policy.h"
#include "server/domain/RoomLog.h"
#include "server/domain/ports/AttachmentSource.h"
#include "server/domain/ports/RoomStore.h"
#include "server/domain/ports/StorageQuota.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {
constexpr int kHolePage = 1'000;
}

void Room::Private::say(Session *session, Message message)
{
    const LinePtr line = lines.find(session);
    if (!line) return;
    Seat *seat = roster.find(line->userId);
    if (!seat) return;

    if (!seat->frames.take()) {
        const auto &limits = context.options.limits;
        if (++seat->refusedInRow > limits.burst) {
            depart(session, Departure::Closed);
            session->end(CloseCode::TooFast, {ErrorCode::RateLimited, u"too many frames"_s, {}});
            return;
        }
        return refuse(line, message.ref,
                      {ErrorCode::RateLimited, u"expected at most %1 frames a second"_s.arg(limits.rate)});
    }
    seat->refusedInRow = 0;

    const QString ref = message.ref;
    const MessageType type = message.type;
    const Person author{line->userId, seat->participant.name, line->type};
    auto ready = authored(std::move(message), author, seat->participant.muted);
    if (!ready)
        return refuseNew(author, type, ref, ready.error(),
                         [this, line, ref](const auto &said) { settle(line, ref, said); });
    context.tally.said.add(type);
    if (line->resolving)
        line->waiting.append(std::move(*ready));
    else
        obey(line, author, std::move(*ready));
}

Result<Message> Room::Private::authored(Message claim, const Person &author, bool muted) const
{
    if (policy::isTalk(claim) && muted) return problem(ErrorCode::TalkDisabled, u"the host has muted you"_s);
    return policy::authored(std::move(claim), info, author, context.options.limits);
}

void Room::Private::obey(const LinePtr &line, const Person &author, Message message)
{
    const QString ref = message.ref;
    Said done = [this, line, ref](const auto &said) {
        if (said && !said->duplicate) noteActs(said->message, line->address);
        settle(line, ref, said);
    };
    if (!policy::isLogged(message.type)) return act(author, message, std::move(done));

    // What has to be looked up first holds back what the same person says after it: the order of speaking
    // stays.
    line->resolving = true;
    prepare(std::move(message), [this, line, author, type = message.type, ref,
                                 done = std::move(done)](Result<Message> prepared) mutable {
        line->resolving = false;
        if (prepared)
            append(std::move(*prepared), std::move(done));
        else
            refuseNew(author, type, ref, prepared.error(), std::move(done));
        while (!line->resolving && line->session && !line->waiting.isEmpty())
            obey(line, person(line), line->waiting.takeFirst());
    });
}

void Room::Private::noteActs(const Message &obeyed, const QString &address) const
{
    for (const RoomAct &act : hostActs(obeyed, address))
        context.audit.note(act);
}

void Room::Private::prepare(Message message, Prepared done)
{
    if (message.type == MessageType::Delete || !info.history || !context.quota.isLimited())
        return lookUp(std::move(message), std::move(done));
    const auto *text = payloadOf<payload::Text>(message);
    const qint64 bytes = text ? text->text.toUtf8().size() : 0;
    ++underWay;
    whenDone(context.quota.admit(info.id, bytes), q,
             [this, message = std::move(message),
              done = std::move(done)](const Result<payload::Usage> &usage) mutable {
                 --underWay;
                 if (!usage) return done(std::unexpected(usage.error()));
                 tellUsage(*usage);
                 lookUp(std::move(message), std::move(done));
             });
}

void Room::Private::lookUp(Message message, Prepared done)
{
    const auto *closing = payloadOf<payload::PollClose>(message);
    if (closing && !polls.result(message.refers))
        return done(problem(ErrorCode::MessageNotFound, u"refers: expected the id of an open poll"_s));
    if (!message.target.isEmpty() && !roster.find(message.target))
        return prepareAbsentTarget(std::move(message), std::move(done));
    if (message.type == MessageType::Delete) return prepareDelete(std::move(message), std::move(done));
    if (message.attachment) return prepareAttachment(std::move(message), std::move(done));
    done(std::move(message));
}

void Room::Private::prepareAbsentTarget(Message message, Prepared done)
{
    ++underWay;
    const auto finding = context.store.member(info.id, message.target);
    whenDone(finding, q,
             [this, message = std::move(message),
              done = std::move(done)](const Result<std::optional<Member>> &member) mutable {
                 --underWay;
                 if (!member) return done(std::unexpected(member.error()));
                 if (!*member)
                     return done(
                         problem(ErrorCode::UserNotFound, u"target: expected somebody of this room"_s));
                 if (message.attachment) return prepareAttachment(std::move(message), std::move(done));
                 done(std::move(message));
             });
}

void Room::Private::append(Message message, Said done)
{
    if (erased.contains(message.sender))
        return done(problem(ErrorCode::Kicked, u"removed from the room with all that was said"_s));
    ++underWay;
    const QString released = takeReleased(message);
    Said answered = [this, released, done = std::move(done)](const Result<MessageLog::Appended> &appended) {
        --underWay;
        if (appended) countAsReadBySpeaker(appended->message);
        if (!appended || appended->duplicate) {
            done(appended);
            return becomeIdle();
        }
        const auto closed = payloadOf<payload::PollClose>(appended->message);
        const auto result = closed ? polls.result(appended->message.refers) : std::nullopt;
        const bool pollEnds = info.history && polls.result(appended->message.refers);
        MessageLog::Appended told = *appended;
        withLinks(told.message);
        if (info.history) {
            const auto envelope = seal(told.message);
            done(std::move(told));
            context.broker.publish(envelope);
            sequencer.arrived(envelope);
        } else {
            done(std::move(told)); // whoever listens hears it from the broker
        }
        if (!released.isEmpty()) context.attachments.release(released);
        lookAgain(appended->message);
        if (pollEnds) context.ballots.discard(info.id, appended->message.refers);
        if (result) announceResult(appended->message, *result, closed->show);
        becomeIdle();
    };
    if (info.history) return context.log.append(std::move(message), std::move(answered));
    publishNumbered(std::move(message), std::move(answered));
}

void Room::Private::refuseNew(const Person &author, MessageType type, const QString &ref,
                              const Problem &problem, Said done)
{
    if (!info.history || ref.isEmpty() || !policy::isLogged(type)) return done(std::unexpected(problem));
    ++underWay;
    whenDone(context.log.findRef(info.id, author.id, ref), q,
             [this, problem, done = std::move(done)](const Result<std::optional<Message>> &stored) {
                 --underWay;
                 if (stored && *stored) {
                     countAsReadBySpeaker(**stored);
                     done(MessageLog::Appended{**stored, true});
                 } else {
                     done(std::unexpected(problem));
                 }
                 becomeIdle();
             });
}

void Room::Private::publishNumbered(Message message, Said done)
{
    switch (refs.begin(message)) {
    case RecentRefs::Begun::Known:
        return done(MessageLog::Appended{refs.known(message), true});
    case RecentRefs::Begun::UnderWay:
        return refs.wait(message, [done = std::move(done)](const std::optional<Message> &known) {
            if (known)
                done(MessageLog::Appended{*known, true});
            else
                done(problem(ErrorCode::StorageUnavailable, u"the message could not be published"_s));
        });
    case RecentRefs::Begun::New:
        break;
    }
    context.broker.publishNumbered(
        message, q, [this, message, done = std::move(done)](const Result<Broker::Number> &number) mutable {
            if (number) {
                message.seq = number->seq;
                if (const auto &earlier = number->earlier) {
                    message.id = earlier->id;
                    message.sentAt = earlier->sentAt;
                }
            }
            refs.settle(message, number.has_value());
            if (number)
                done(MessageLog::Appended{std::move(message), number->earlier.has_value()});
            else
                done(std::unexpected(number.error()));
        });
}

void Room::Private::settle(const LinePtr &line, const QString &ref, const Result<MessageLog::Appended> &said)
{
    if (!said) return refuse(line, ref, said.error());
    if (!line->session || !policy::isLogged(said->message.type)) return;
    Message ack;
    ack.roomId = info.id;
    ack.type = MessageType::Ack;
    ack.sender = u"system"_s;
    ack.target = line->userId;
    ack.ref = ref;
    ack.id = said->message.id;
    ack.seq = said->message.seq;
    ack.sentAt = said->message.sentAt;
    line->session->deliver(seal(std::move(ack)));
}

void Room::Private::readOn(std::function<void()> then)
{
    afterFill.append(std::move(then));
    sequencer.refill();
}

void Room::Private::fillHole(qint64 after)
{
    HistoryQuery query;
    query.after = after;
    query.limit = kHolePage;
    query.withDeletions = true;
    ++underWay;
    whenDone(context.log.read(info.id, query), q, [this](const Result<QList<Message>> &missed) {
        --underWay;
        if (!missed) {
            sequencer.fillFailed();
        } else {
            QList<Message> messages = *missed;
            for (Message &message : messages)
                withLinks(message);
            if (!messages.isEmpty()) noteGap(messages.size());
            sequencer.fill(messages, messages.size() == kHolePage);
        }
        if (!sequencer.isFilling())
            for (const auto &goOn : std::exchange(afterFill, {}))
                goOn();
        becomeIdle();
    });
}

void Room::Private::noteGap(qsizetype messages)
{
    ++context.tally.gapsFilled;
    context.tally.gapMessages += quint64(messages);
    qCInfo(lcRoom) << "read" << messages << "messages from the log that no bell told of"
                   << field::room(info.id);
}

void Room::Private::withLinks(Message &message) const
{
    if (message.attachment) context.attachments.sign(*message.attachment);
}

void Room::Private::relay(const Message &message)
{
    // What is told of people comes after their coming.
    movements.flush();
    const auto envelope = seal(message);
    lines.deliver(envelope);
    context.broker.publish(envelope);
}

void Room::Private::refuse(const LinePtr &line, const QString &ref, const Problem &problem) const
{
    if (!line->session) return;
    q->noteRefusal(line->userId, problem.code);
    Message error = systemMessage(MessageType::Error, payload::Error{problem.code, problem.detail});
    error.target = line->userId;
    error.ref = ref;
    line->session->deliver(seal(std::move(error)));
}

Message Room::Private::systemMessage(MessageType type, Payload payload) const
{
    Message message;
    message.roomId = info.id;
    message.type = type;
    message.senderType = PersonType::System;
    message.sender = u"system"_s;
    message.payload = std::move(payload);
    message.sentAt = QDateTime::currentDateTimeUtc();
    return message;
}

} // namespace lectern
