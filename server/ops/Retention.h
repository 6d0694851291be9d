// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/OldData.h"

#include <QCoroTask>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <chrono>

namespace lectern {

/// Lets go of what is older than retention.days: messages, stays, the places of people who did not come
/// back, and rooms that have ended. Files go with the messages that carry them (FileSweeper). Open rooms
/// stay, however empty. Every node may have one.
class Retention : public QObject
{
    Q_OBJECT

public:
    /// `keep`: for how long things are kept; 0: for ever, and then it does nothing.
    Retention(OldData &data, std::chrono::milliseconds keep);

    /// The first round is due at once, the others every hour.
    void start();

    /// One round; says in the log what it has removed.
    QCoro::Task<void> sweep();

private:
    struct Removed
    {
        int messages = 0;
        int stays = 0;
        int places = 0;
        int rooms = 0;
    };
    QCoro::Task<Result<void>> removeOlder(QDateTime before, Removed &removed);
    QCoro::Task<Result<void>> pruneRooms(QDateTime before, Removed &removed);
    QCoro::Task<Result<void>> removeRooms(QDateTime before, Removed &removed);

    OldData &m_data;
    std::chrono::milliseconds m_keep;
    QTimer m_timer;
    bool m_sweeping = false;
};

} // namespace lectern
