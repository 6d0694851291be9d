// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/dialect/RoomDoor.h"
#include "server/dialect/TokenLife.h"
#include "server/dialect/chat/ChatFrames.h"
#include "server/domain/TokenBucket.h"
#include "server/transport/Connection.h"

#include <map>
#include <memory>

namespace lectern {

/// Whom `/ws/chat` has let in, and their place in the lobby; none for a guest of another room.
struct ChatTicket
{
    Visitor visitor;
    std::optional<Place> lobby;
    Approach approach = {};
};

/// One client of `/ws/chat`: stands in the lobby from the beginning, enters rooms and leaves them. What it
/// says is obeyed in its order. Belongs to its connection.
class ChatSession : public QObject
{
    Q_OBJECT

public:
    ChatSession(Connection &connection, const RoomDoor &door, ChatTicket ticket);
    ~ChatSession() override;

private:
    class Seat;

    void received(const QByteArray &input);
    QCoro::Task<void> work();
    QCoro::Task<void> obey(QByteArray input);
    QCoro::Task<void> enterRoom(ChatWish wish);
    void leaveRoom(const QString &roomId);
    void sit(const Place &place, bool isQuiet);
    void say(const QString &roomId, Message message);
    static Problem notThere();
    void refuse(const QString &roomId, const Problem &problem);
    void ended(const QString &roomId, CloseCode code, const QString &reason);
    void letGo(Departure how);

    Connection &m_connection;
    const RoomDoor &m_door;
    Identity m_identity;
    bool m_isAnonymous;
    Approach m_approach;
    TokenLife m_token;
    TokenBucket m_pace; ///< of coming and going; what is said is the room's to count
    std::map<QString, std::shared_ptr<Seat>> m_seats; ///< by room
    QList<QByteArray> m_inputs;                       ///< that wait until what came before is done
    qint64 m_waiting = 0;                             ///< their bytes
    bool m_isWorking = false;
};

} // namespace lectern
