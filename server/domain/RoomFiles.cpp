// SPDX-License-Identifier: GPL-3.0-or-later
// The files that messages carry: from an upload that goes on to one that has ended, until the message goes.
#include "server/domain/RoomPrivate.h"

#include "common/client/WhenDone.h"
#include "common/protocol/Ulid.h"
#include "server/domain/Policy.h"
#include "server/domain/ports/AttachmentSource.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// Tells of the file of a message that was said before. Its `ref` is the same wherever and how often this is
/// made, so that the log takes it once.
Message entryAbout(const Message &said, const Attachment &attachment)
{
    Message entry;
    entry.roomId = said.roomId;
    entry.type = MessageType::Attachment;
    entry.sender = said.sender;
    entry.senderName = said.senderName;
    entry.senderType = said.senderType;
    entry.targetType = said.targetType;
    entry.target = said.target;
    entry.refers = said.id;
    entry.attachment = attachment;
    entry.ref = u"attachment:"_s + said.id;
    entry.id = newUlid();
    entry.sentAt = QDateTime::currentDateTimeUtc();
    return entry;
}

} // namespace

void Room::Private::prepareAttachment(Message message, Prepared done)
{
    if (message.type != MessageType::Image && message.type != MessageType::File) {
        message.attachment.reset();
        return done(std::move(message));
    }
    ++underWay;
    const auto finding = context.attachments.find(info.id, message.attachment->id);
    whenDone(finding, q,
             [this, message = std::move(message),
              done = std::move(done)](const Result<std::optional<Attachment>> &found) mutable {
                 --underWay;
                 if (!found) return done(std::unexpected(found.error()));
                 if (!*found)
                     return done(
                         problem(ErrorCode::FileNotFound, u"attachment.id: expected a file of this room"_s));
                 if ((*found)->state == AttachmentState::Failed)
                     return done(problem(ErrorCode::FileNotFound, u"attachment.id: its upload has failed"_s));
                 message.attachment = **found;
                 done(std::move(message));
             });
}

void Room::Private::prepareDelete(Message message, Prepared done)
{
    if (!info.history)
        return done(problem(ErrorCode::MessageNotFound, u"refers: this room keeps no messages"_s));
    ++underWay;
    const auto finding = context.log.find(info.id, message.refers);
    whenDone(finding, q,
             [this, message = std::move(message),
              done = std::move(done)](const Result<std::optional<Message>> &found) mutable {
                 --underWay;
                 if (!found) return done(std::unexpected(found.error()));
                 if (!*found || policy::amends((*found)->type))
                     return done(
                         problem(ErrorCode::MessageNotFound, u"refers: expected a message of this room"_s));
                 if ((*found)->sender != message.sender &&
                     !policy::isModerator(info, {message.sender, {}, message.senderType}))
                     return done(
                         problem(ErrorCode::Forbidden, u"a message is deleted by its sender or the host"_s));
                 // As far as append(), which lets go of it.
                 message.attachment = (*found)->attachment;
                 done(std::move(message));
             });
}

QString Room::Private::takeReleased(Message &message)
{
    if (message.type != MessageType::Delete || !message.attachment) return {};
    return std::exchange(message.attachment, std::nullopt)->id;
}

/// The upload may have ended between the look at it and the log; whoever told the room then did not see this
/// message.
void Room::Private::lookAgain(const Message &said)
{
    if (said.type == MessageType::Attachment || !said.attachment ||
        said.attachment->state != AttachmentState::Uploading)
        return;
    ++underWay;
    whenDone(context.attachments.find(info.id, said.attachment->id), q,
             [this, known = *said.attachment](const Result<std::optional<Attachment>> &found) {
                 --underWay;
                 Attachment now = found && *found ? **found : known;
                 if (found && !*found) now.state = AttachmentState::Failed;
                 if (now.state != AttachmentState::Uploading) announce(now);
                 becomeIdle();
             });
}

QFuture<Result<void>> Room::Private::announce(const Attachment &attachment)
{
    if (!info.history) {
        Message ended = systemMessage(MessageType::Attachment, {});
        ended.refers = attachment.id;
        ended.attachment = attachment;
        const auto envelope = seal(std::move(ended));
        context.broker.publish(envelope);
        deliverEnd(envelope->message());
        return QtFuture::makeReadyFuture(Result<void>{});
    }
    const auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    ++underWay;
    whenDone(context.log.withAttachment(info.id, attachment.id), q,
             [this, attachment, promise](const Result<QList<Message>> &carriers) {
                 --underWay;
                 const auto finish = [promise](const Result<void> &outcome) {
                     promise->addResult(outcome);
                     promise->finish();
                 };
                 if (!carriers) return finish(std::unexpected(carriers.error()));
                 QList<Message> entries;
                 for (const Message &said : *carriers)
                     if (said.attachment->state == AttachmentState::Uploading)
                         entries.append(entryAbout(said, attachment));
                 appendAll(entries, finish);
                 becomeIdle();
             });
    return promise->future();
}

void Room::Private::appendAll(QList<Message> entries, std::function<void(const Result<void> &)> done)
{
    if (entries.isEmpty()) return done({});
    const Message next = entries.takeFirst();
    append(next, [this, entries, done](const Result<MessageLog::Appended> &told) {
        // Deleted meanwhile: there is nothing to tell any more.
        const bool gone = !told && told.error().code == ErrorCode::MessageNotFound;
        if (!told && !gone) return done(std::unexpected(told.error()));
        appendAll(entries, done);
    });
}

void Room::Private::rememberUpload(const Message &said)
{
    if (!info.history && said.attachment && said.attachment->state == AttachmentState::Uploading)
        uploading[said.attachment->id].append(said);
}

void Room::Private::deliverEnd(const Message &ended)
{
    for (const Message &said : uploading.take(ended.refers)) {
        Message entry = entryAbout(said, *ended.attachment);
        withLinks(entry);
        lines.deliver(seal(std::move(entry)));
    }
}

void Room::Private::tellUsage(const payload::Usage &usage)
{
    if (!usage.isNearlyFull()) usageTold = false;
    if (!usage.isNearlyFull() || std::exchange(usageTold, true)) return;
    payload::RoomUpdate update;
    update.usage = usage;
    Message message = systemMessage(MessageType::RoomUpdate, update);
    message.targetType = TargetType::Teacher;
    relay(message);
}

} // namespace lectern
