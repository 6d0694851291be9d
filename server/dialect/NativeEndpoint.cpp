// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/NativeEndpoint.h"

#include "server/dialect/Agent.h"
#include "server/dialect/NativeAdmission.h"
#include "server/dialect/NativeEvents.h"
#include "server/dialect/NativeFrames.h"
#include "server/dialect/NativeSession.h"
#include "server/domain/Hub.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QCoro::Task<Result<Admission>> admitSocket(const NativeAdmission &admission, HttpHead head)
{
    std::optional<QString> code;
    if (head.query.hasQueryItem(u"room"_s)) code = head.queryValue(u"room"_s);
    const Approach approach = approachOf(head, Via::Ws);
    Result<NativeTicket> ticket = co_await admission.admit(std::move(head), code);
    if (!ticket) co_return std::unexpected(ticket.error());
    ticket->entrance.approach = approach;
    co_return Admission::of(*ticket);
}

QCoro::Task<Result<Admission>> admitReader(const NativeAdmission &admission, HttpRequest request)
{
    Result<NativeTicket> ticket = co_await admission.admit(request, request.parameter(u"id"_s));
    if (!ticket) co_return std::unexpected(ticket.error());
    ticket->entrance.approach = approachOf(request, Via::Events);
    // A browser asks the same address again after a break, and says there how far it has come.
    if (request.headers.contains(kLastEventId)) {
        const EventPosition last = eventPosition(request.headers.value(kLastEventId));
        ticket->entrance.since = last.seq;
        ticket->entrance.epoch = last.epoch;
    }
    co_return Admission::of(*ticket);
}

void begin(const NativeAdmission &admission, Connection *connection, const NativeTicket &ticket,
           NativeSession::Encode encode)
{
    auto *session = new NativeSession(*connection, ticket.room, ticket.identity, admission.authenticator(),
                                      admission.hub().options().limits, std::move(encode));
    session->begin(ticket.entrance);
}

} // namespace

WebSocketEndpoint nativeEndpoint(const NativeAdmission &admission)
{
    WebSocketEndpoint endpoint;
    endpoint.pattern = u"/ws"_s;
    endpoint.dialect = "native"_ba;
    endpoint.subprotocols = {kDeflateSubprotocol, kNativeSubprotocol};
    endpoint.admit = [&admission](HttpHead head) { return admitSocket(admission, std::move(head)); };
    endpoint.accepted = [&admission](Connection *connection, Admission given) {
        const auto form =
            connection->subprotocol() == kDeflateSubprotocol ? NativeForm::Deflated : NativeForm::Text;
        begin(admission, connection, given.as<NativeTicket>(),
              [form](const EnvelopePtr &envelope) -> const QByteArray & { return frameOf(envelope, form); });
    };
    return endpoint;
}

EventEndpoint nativeEvents(const NativeAdmission &admission)
{
    EventEndpoint endpoint;
    endpoint.pattern = u"/api/v1/rooms/:id/events"_s;
    endpoint.admit = [&admission](HttpRequest request) { return admitReader(admission, std::move(request)); };
    endpoint.accepted = [&admission](Connection *connection, Admission given) {
        begin(admission, connection, given.as<NativeTicket>(), EventEncoder());
    };
    return endpoint;
}

} // namespace lectern
