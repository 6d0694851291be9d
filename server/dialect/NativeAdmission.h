// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/RoomFinder.h"
#include "server/transport/Http.h"

#include <QCoroTask>
#include <QtCore/QStringList>

namespace lectern {

class Hub;

/// Who has been let in by the native protocol, where, and what they want to see first.
struct NativeTicket
{
    RoomPtr room;
    Identity identity;
    Entrance entrance;
};

/// The one check before a live line, whatever carries it.
class NativeAdmission
{
public:
    /// The arguments outlive it. Origins as in `allowed_origins`.
    NativeAdmission(Hub &hub, RoomFinder &finder, Authenticator &authenticator, QStringList allowedOrigins)
        : m_hub(hub)
        , m_finder(finder)
        , m_authenticator(authenticator)
        , m_allowedOrigins(std::move(allowedOrigins))
    {
    }

    /// `code`: the room's as somebody may have typed it; nothing: a teacher gets a new class. The token is
    /// that of the request; `since`, `epoch` and `history` are read from its query.
    QCoro::Task<Result<NativeTicket>> admit(HttpHead head, std::optional<QString> code) const;

    Hub &hub() const { return m_hub; }
    Authenticator &authenticator() const { return m_authenticator; }

private:
    QCoro::Task<Result<QString>> newClass(Identity identity) const;

    Hub &m_hub;
    RoomFinder &m_finder;
    Authenticator &m_authenticator;
    QStringList m_allowedOrigins;
};

} // namespace lectern
