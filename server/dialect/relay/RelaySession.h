// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/dialect/RoomSeat.h"
#include "server/dialect/TokenLife.h"
#include "server/transport/Connection.h"

namespace lectern {

/// Whom `/room` has let in, and where.
struct RelayTicket
{
    Visitor visitor;
    Place place;
};

/// One client of `/room`: what it sends is passed on in its one room. Belongs to its connection.
class RelaySession : public QObject, public RoomSeat
{
    Q_OBJECT

public:
    RelaySession(Connection &connection, const RoomDoor &door, RelayTicket ticket);

    void deliver(const EnvelopePtr &envelope) override;

protected:
    void ended(CloseCode code, const payload::Bye &bye) override;

private:
    void received(const QByteArray &text);
    void refuse(const Problem &problem);
    void sendAway(CloseCode code, const Problem &problem);

    Connection &m_connection;
    TokenLife m_token;
};

} // namespace lectern
