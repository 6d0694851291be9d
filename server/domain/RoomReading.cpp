// SPDX-License-Identifier: GPL-3.0-or-later
// How far people have read: by their own word, or as they have spoken.
#include "server/domain/RoomPrivate.h"

#include "common/client/WhenDone.h"
#include "server/domain/ports/Presence.h"
#include "server/domain/ports/RoomStore.h"

namespace lectern {

using namespace Qt::StringLiterals;

void Room::Private::markRead(const QString &userId, const QString &messageId, Done done)
{
    if (!roster.find(userId))
        return done(problem(ErrorCode::UserNotFound, u"read: expected to be in the room"_s));
    if (const auto seq = recentSeqs.find(messageId)) {
        moveReadMark({userId, messageId, *seq});
        return done({});
    }
    const Result<void> unknown =
        problem(ErrorCode::MessageNotFound, u"lastReadMessage: expected a message of this room"_s);
    if (!info.history) return done(unknown);
    ++underWay;
    whenDone(context.log.find(info.id, messageId), q, [=, this](const Result<std::optional<Message>> &found) {
        --underWay;
        if (found && *found) moveReadMark({userId, messageId, (*found)->seq});
        done(found && *found ? Result<void>() : unknown);
        becomeIdle();
    });
}

void Room::Private::moveReadMark(const ReadMark &mark)
{
    Seat *seat = roster.find(mark.userId);
    if (seat && seat->markRead(mark.messageId, mark.seq)) noteMoved(mark, MovedReads::News::ForTeachers);
}

void Room::Private::noteMoved(const ReadMark &mark, MovedReads::News news)
{
    movedReads.add(mark, news);
    reads.touch();
}

// The node that they sit on keeps it and tells presence: nobody else does, so that neither goes back.
void Room::Private::learnRead(const ReadMark &mark)
{
    Seat *seat = roster.find(mark.userId);
    if (!seat || !seat->markRead(mark.messageId, mark.seq)) return;
    if (seat->participant.serverId == context.options.serverId)
        noteMoved(mark, MovedReads::News::ForPresence);
}

// Who speaks has read up to there, wherever they said it: every node that hears it knows without being told.
void Room::Private::countAsRead(const Message &own)
{
    if (own.type == MessageType::Attachment) return; // that one is the server's
    learnRead({own.sender, own.id, own.seq});
}

// By the time their own node hears of it, a deletion may have taken it out of the log.
void Room::Private::countAsReadBySpeaker(const Message &own)
{
    countAsRead(own);
    if (own.type == MessageType::Attachment || q->sitsHere(own.sender)) return;
    noteMoved({own.sender, own.id, own.seq}, MovedReads::News::ForTeachers);
}

void Room::Private::flushReads()
{
    const QList<MovedReads::Entry> moved = movedReads.take();
    if (!info.history || moved.isEmpty()) return tellReads(moved);
    // Kept first: who moves to another node is asked for there by what the database knows.
    QList<ReadMark> marks;
    for (const auto &entry : moved)
        marks.append(entry.mark);
    ++underWay;
    whenDone(context.store.setReadMarks(info.id, marks), q, [this, moved](const Result<void> &saved) {
        --underWay;
        if (!saved)
            for (const auto &entry : moved)
                noteMoved(entry.mark, MovedReads::News::None);
        tellReads(moved);
    });
}

void Room::Private::tellReads(const QList<MovedReads::Entry> &moved)
{
    payload::People people;
    for (const auto &[mark, news] : moved) {
        const Seat *seat = roster.find(mark.userId);
        if (!seat || news == MovedReads::News::None) continue;
        if (q->sitsHere(mark.userId))
            context.presence.setLastRead(info.id, mark.userId, seat->participant.lastReadMessage);
        if (news == MovedReads::News::ForTeachers) people.participants.append(seat->participant);
    }
    if (!people.participants.isEmpty()) {
        Message message = systemMessage(MessageType::Read, people);
        message.targetType = TargetType::Teacher;
        relay(message);
    }
    becomeIdle();
}

/// Own words that another node took, and that were deleted before this one heard of them, have left nothing
/// but their speaker's mark.
void Room::Private::compareReads()
{
    if (!info.history) return;
    ++underWay;
    whenDone(context.store.readMarks(info.id), q, [this](const Result<QList<ReadMark>> &marks) {
        --underWay;
        for (const ReadMark &mark : marks.value_or(QList<ReadMark>{}))
            learnRead(mark);
        becomeIdle();
    });
}

} // namespace lectern
