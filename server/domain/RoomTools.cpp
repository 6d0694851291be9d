// SPDX-License-Identifier: GPL-3.0-or-later
// What is said without a place in the log: hands, votes, the timer, and what the host does.
#include "server/domain/RoomPrivate.h"

#include "common/client/WhenDone.h"
#include "common/protocol/Ulid.h"
#include "server/domain/Policy.h"
#include "server/domain/ports/Presence.h"
#include "server/domain/ports/RoomStore.h"

namespace lectern {

using namespace Qt::StringLiterals;

void Room::Private::act(const Person &author, const Message &message, Said done)
{
    const auto answer = [message, done = std::move(done)](const Result<void> &result) {
        if (result)
            done(MessageLog::Appended{message, false});
        else
            done(std::unexpected(result.error()));
    };
    const auto waitFor = [this, answer]<typename T>(QFuture<Result<T>> future) {
        ++underWay;
        whenDone(future, q, [this, answer](const Result<T> &result) {
            --underWay;
            answer(result ? Result<void>() : std::unexpected(result.error()));
            becomeIdle();
        });
    };
    switch (message.type) {
    case MessageType::Read:
        return markRead(author.id, payloadOf<payload::ReadMark>(message)->lastReadMessage, answer);
    case MessageType::Hand:
        return answer(raiseHand(author, message));
    case MessageType::Vote:
        return answer(vote(author, message));
    case MessageType::Signal:
        if (!message.target.isEmpty() && !roster.find(message.target))
            return answer(
                problem(ErrorCode::UserNotFound, u"target: expected somebody who is in the room"_s));
        relay(message);
        return answer({});
    case MessageType::Timer:
        return setTimer(message, answer);
    case MessageType::Reaction:
        relay(message);
        return answer({});
    case MessageType::RoomUpdate: {
        const auto *change = payloadOf<payload::RoomUpdate>(message);
        if (!change) return answer(problem(ErrorCode::BadRequest, u"message: expected what is to change"_s));
        return waitFor(update(*change, author));
    }
    case MessageType::Kick: {
        const auto *kick = payloadOf<payload::Kick>(message);
        if (message.target.isEmpty() || message.target == author.id)
            return answer(problem(ErrorCode::BadRequest, u"target: expected the person to remove"_s));
        if (const auto allowed = policy::mayRule(info, author, message.target); !allowed)
            return answer(allowed);
        if (const auto refused = cannotRemove(message.target)) return answer(std::unexpected(*refused));
        return waitFor(q->remove(message.target, LeaveReason::Kicked, kick && kick->ban));
    }
    case MessageType::Mute:
        return mute(author, message, answer);
    case MessageType::Rename:
        return rename(author, message, answer);
    case MessageType::Close:
        return waitFor(end());
    default:
        return answer(
            problem(ErrorCode::UnknownType,
                    u"messageType: \"%1\" is said on a WebSocket only"_s.arg(wireName(message.type))));
    }
}

Result<void> Room::Private::raiseHand(const Person &author, const Message &message)
{
    const bool raised = payloadOf<payload::Hand>(message)->raised;
    const bool others = !message.target.isEmpty() && message.target != author.id;
    const bool mayLower = policy::audienceOf(info, author.id, author.type) == PersonType::Teacher;
    if (others && (!mayLower || raised))
        return problem(ErrorCode::Forbidden,
                       u"a hand is raised by its owner, and lowered by them or a teacher"_s);
    const QString whose = others ? message.target : author.id;
    Seat *seat = roster.find(whose);
    if (!seat) return problem(ErrorCode::UserNotFound, u"target: expected somebody who is in the room"_s);

    applyTool(message);
    context.presence.setHand(info.id, whose, seat->participant.handRaisedAt);
    relay(message);
    return {};
}

/// Kept first: who comes by another node, or after a restart, is told of it.
void Room::Private::setTimer(const Message &message, Done done)
{
    ++underWay;
    whenDone(context.store.setTimer(info.id, *payloadOf<payload::Timer>(message)), q,
             [this, message, done = std::move(done)](const Result<void> &saved) {
                 --underWay;
                 if (saved) {
                     applyTool(message);
                     relay(message);
                 }
                 done(saved);
                 becomeIdle();
             });
}

Result<void> Room::Private::vote(const Person &author, const Message &message)
{
    const payload::Vote &vote = *payloadOf<payload::Vote>(message);
    if (auto counted = polls.vote(message.refers, author.id, vote); !counted) return counted;
    if (info.history) ballots.append({message.refers, author.id, vote});
    votedPolls.insert(message.refers);
    pollResults.touch();
    context.broker.publish(seal(message));
    return {};
}

void Room::Private::flushPollResults()
{
    if (ballots.isEmpty()) return tellPollResults();
    const auto saving = std::exchange(ballots, {});
    ++underWay;
    whenDone(context.ballots.save(info.id, saving), q, [this, saving](const Result<void> &saved) {
        --underWay;
        if (!saved) {
            ballots = saving + ballots;
            pollResults.touch();
        }
        tellPollResults();
    });
}

void Room::Private::tellPollResults()
{
    for (const QString &pollId : std::exchange(votedPolls, {})) {
        const auto result = polls.result(pollId);
        if (!result) continue;
        Message message = systemMessage(MessageType::PollResult, *result);
        message.targetType = TargetType::Teacher;
        message.refers = pollId;
        lines.deliver(seal(std::move(message)));
    }
    becomeIdle();
}

void Room::Private::announceResult(const Message &closing, payload::PollResult result, bool show)
{
    result.final = true;
    Message message = closing;
    message.type = MessageType::PollResult;
    message.payload = std::move(result);
    message.id = newUlid();
    message.ref.clear();
    message.seq = 0;
    message.sentAt = QDateTime::currentDateTimeUtc();
    message.targetType = show ? TargetType::All : TargetType::Teacher;
    if (show)
        append(std::move(message), [](const auto &) {});
    else
        relay(message);
}

void Room::Private::applyTool(const Message &message)
{
    if (const auto *hand = payloadOf<payload::Hand>(message)) {
        if (Seat *seat = roster.find(message.target.isEmpty() ? message.sender : message.target)) {
            QDateTime &raisedAt = seat->participant.handRaisedAt;
            if (!hand->raised)
                raisedAt = {};
            else if (!raisedAt.isValid())
                raisedAt = message.sentAt;
        }
    } else if (const auto *poll = payloadOf<payload::Poll>(message)) {
        polls.open(message.id, *poll);
    } else if (payloadOf<payload::PollClose>(message) || message.type == MessageType::Delete) {
        if (polls.close(message.refers))
            ballots.removeIf([&](const Ballot &b) { return b.pollId == message.refers; });
    } else if (const auto *newTimer = payloadOf<payload::Timer>(message)) {
        timer = *newTimer;
    }
}

} // namespace lectern
