// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/dialect/RoomDoor.h"
#include "server/dialect/TokenLife.h"
#include "server/dialect/stomp/StompSaying.h"
#include "server/dialect/stomp/StompSeat.h"
#include "server/dialect/stomp/StompTransactions.h"
#include "server/dialect/stomp/StompWire.h"
#include "server/domain/TokenBucket.h"

#include <memory>
#include <vector>

namespace lectern {

/// One client that speaks STOMP: signs in, takes a seat in each room that it subscribes to, speaks there.
/// Frames are obeyed one after another. Belongs to its socket.
class StompSession : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kMostSubscriptions = 100;

    StompSession(MessageSocket &socket, const RoomDoor &door, Approach approach = {},
                 StompPatience patience = {});

private:
    using Done = std::function<void()>;

    // StompSession.cpp: the line, from CONNECT to DISCONNECT.
    QCoro::Task<void> work();
    QCoro::Task<void> obey(StompFrame frame);
    QCoro::Task<void> signIn(StompFrame connect);
    void disconnect(const QString &receipt);
    void becomeIdle();
    void ended(StompSeat *seat, CloseCode code, const payload::Bye &bye);
    void letGo(MessageSocket::End end);

    // StompCommands.cpp: what somebody may do who has signed in.
    QCoro::Task<void> send(StompFrame frame);
    QCoro::Task<void> say(StompSaying saying, QString receipt, Done stored);
    QCoro::Task<void> subscribe(StompFrame frame);
    void unsubscribe(const StompFrame &frame);
    Result<void> settle(const StompFrame &ack);
    QCoro::Task<void> commit(StompFrame frame);
    /// Whether the frame waits for its transaction now; fails if there is none.
    bool postponed(const StompFrame &frame);
    void conclude(const Result<void> &done, const QString &receipt);
    StompSeat::Outlet outlet();
    std::shared_ptr<StompSeat> seatIn(const QString &roomId) const;
    std::shared_ptr<StompSeat> seatOf(const QString &subscriptionId) const;
    qsizetype subscriptionCount() const;

    const RoomDoor &m_door;
    Approach m_approach;
    StompWire m_wire;
    TokenLife m_token;
    TokenBucket m_pace;
    StompTransactions m_transactions;
    std::optional<Identity> m_identity; ///< nothing before CONNECT
    std::vector<std::shared_ptr<StompSeat>> m_seats;
    quint64 m_lastNumber = 0; ///< of the subscriptions
    int m_underWay = 0;       ///< messages whose answer is awaited
    bool m_isWorking = false;
    std::optional<QString> m_goodbye; ///< the receipt of a DISCONNECT that waits for these
};

} // namespace lectern
