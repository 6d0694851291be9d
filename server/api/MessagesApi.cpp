// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/MessagesApi.h"

#include "common/protocol/Codec.h"
#include "server/api/RequestReading.h"
#include "server/domain/HostActs.h"
#include "server/domain/Hub.h"
#include "server/domain/Policy.h"
#include "server/domain/Veil.h"
#include "server/domain/ports/AttachmentSource.h"
#include "server/transport/Router.h"

#include <QCoroFuture>
#include <QtCore/QByteArrayList>
#include <QtCore/QPromise>

namespace lectern {

using namespace Qt::StringLiterals;

MessagesApi::MessagesApi(Access &access, Hub &hub, MessageLog &log, AttachmentSource &attachments,
                         RoomAudit &audit)
    : m_access(access)
    , m_hub(hub)
    , m_log(log)
    , m_attachments(attachments)
    , m_audit(audit)
{
}

void MessagesApi::addTo(Router &router)
{
    const QString path = u"/api/v1/rooms/:id/messages"_s;
    router.add("GET"_ba, path, [this](HttpRequest r) { return list(std::move(r)); });
    router.add("POST"_ba, path, [this](HttpRequest r) { return post(std::move(r)); });
    router.add("DELETE"_ba, path + u"/:message"_s, [this](HttpRequest r) { return remove(std::move(r)); });
}

QByteArray MessagesApi::write(Message message) const
{
    if (message.attachment) m_attachments.sign(*message.attachment);
    return encode(message);
}

QCoro::Task<HttpResponse> MessagesApi::list(HttpRequest request)
{
    constexpr qint64 kMostAtOnce = 1000;
    constexpr qint64 kLastSeq = std::numeric_limits<qint64>::max();
    const Result<Insider> who = co_await m_access.insider(request, request.parameter(u"id"_s));
    if (!who) co_return HttpResponse::problem(who.error());
    const auto before = queryNumber(request, u"before"_s, -1, 0, kLastSeq);
    if (!before) co_return HttpResponse::problem(before.error());
    const auto after = queryNumber(request, u"after"_s, -1, 0, kLastSeq);
    if (!after) co_return HttpResponse::problem(after.error());
    const auto limit = queryNumber(request, u"limit"_s, 50, 1, kMostAtOnce);
    if (!limit) co_return HttpResponse::problem(limit.error());

    HistoryQuery query;
    query.before = *before;
    query.after = *after;
    query.limit = int(*limit);
    query.readerId = who->person().id;
    query.readerIsTeacher =
        policy::audienceOf(who->room, who->person().id, who->person().type) == PersonType::Teacher;
    query.search = queryText(request, u"q"_s).trimmed();
    const QFuture<Result<QList<Message>>> reading = m_log.read(who->room.id, query);
    const Result<QList<Message>> messages = co_await reading;
    if (!messages) co_return HttpResponse::problem(messages.error());
    QByteArrayList answer;
    const Veil veil(who->room);
    for (const Message &message : *messages)
        answer += write(query.readerIsTeacher ? message : veil.over(message, query.readerId));
    co_return HttpResponse::json('[' + answer.join(',') + ']');
}

QCoro::Task<Result<MessageLog::Appended>> MessagesApi::store(Insider author, Message message)
{
    // Held until the answer is there: the room has to outlive what it is doing.
    const Result<RoomPtr> room = co_await m_hub.open(author.room.id);
    if (!room) co_return std::unexpected(room.error());
    auto promise = std::make_shared<QPromise<Result<MessageLog::Appended>>>();
    promise->start();
    const QFuture<Result<MessageLog::Appended>> storing = promise->future();
    (*room)->post(author.member, std::move(message), [promise](Result<MessageLog::Appended> said) {
        promise->addResult(std::move(said));
        promise->finish();
    });
    co_return co_await storing;
}

QCoro::Task<HttpResponse> MessagesApi::post(HttpRequest request)
{
    const Result<Insider> author = co_await m_access.insider(request, request.parameter(u"id"_s));
    if (!author) co_return HttpResponse::problem(author.error());
    const auto message = decode(request.body, SenderClaims::Ignore);
    if (!message) co_return HttpResponse::problem(message.error().problem);
    const Result<MessageLog::Appended> said = co_await store(*author, *message);
    if (!said) co_return HttpResponse::problem(said.error());
    for (const RoomAct &act :
         said->duplicate ? QList<RoomAct>() : hostActs(said->message, request.peer.toString()))
        m_audit.note(act);
    const bool created = said->message.seq > 0 && !said->duplicate;
    co_return HttpResponse::json(write(said->message), created ? 201 : 200);
}

QCoro::Task<HttpResponse> MessagesApi::remove(HttpRequest request)
{
    const Result<Insider> author = co_await m_access.insider(request, request.parameter(u"id"_s));
    if (!author) co_return HttpResponse::problem(author.error());
    Message message;
    message.type = MessageType::Delete;
    message.refers = request.parameter(u"message"_s);
    const Result<MessageLog::Appended> said = co_await store(*author, message);
    co_return said ? HttpResponse::noContent() : HttpResponse::problem(said.error());
}

} // namespace lectern
