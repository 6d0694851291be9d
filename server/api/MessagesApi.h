// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Access.h"
#include "server/domain/ports/MessageLog.h"

namespace lectern {

class AttachmentSource;
class Hub;
class RoomAudit;
class Router;

/// A room's log: /rooms/{id}/messages.
class MessagesApi
{
public:
    MessagesApi(Access &access, Hub &hub, MessageLog &log, AttachmentSource &attachments, RoomAudit &audit);

    void addTo(Router &router);

private:
    QCoro::Task<HttpResponse> list(HttpRequest request);
    QCoro::Task<HttpResponse> post(HttpRequest request);
    QCoro::Task<HttpResponse> remove(HttpRequest request);

    QCoro::Task<Result<MessageLog::Appended>> store(Insider author, Message message);
    QByteArray write(Message message) const;

    Access &m_access;
    Hub &m_hub;
    MessageLog &m_log;
    AttachmentSource &m_attachments;
    RoomAudit &m_audit;
};

} // namespace lectern
