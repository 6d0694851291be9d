// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/presence/Reaper.h"

#include "server/presence/PresenceKeys.h"

#include <QtCore/QLoggingCategory>
#include <QtCore/QMap>

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(lcReaper, "lectern.reaper")

constexpr auto kLookInterval = 2s;
/// After Redis was away every heartbeat may have run out. A node that lives is back within that time.
constexpr auto kPatience = 10s;
/// Longer than it takes to clear a full node away: then another may go on with what is left.
const QByteArray kClaimSeconds = "30"_ba;
/// Redis serves nobody else meanwhile.
const QByteArray kSeatsAtOnce = "200"_ba;

} // namespace

Reaper::Reaper(RedisLink &commands, const QString &serverId, QObject *parent)
    : QObject(parent)
    , m_commands(commands)
    , m_serverId(serverId)
{
    connect(&m_timer, &QTimer::timeout, this, &Reaper::look);
    connect(&commands, &RedisLink::up, this, [this] {
        if (m_timer.isActive()) m_timer.start(kPatience);
    });
}

void Reaper::start()
{
    m_timer.start(kLookInterval);
    look();
}

void Reaper::stop()
{
    m_timer.stop();
}

void Reaper::look()
{
    m_timer.setInterval(kLookInterval);
    if (!m_commands.isUp()) return;
    m_commands.send({"EVAL"_ba, presence_keys::kClaimTheDead, "1"_ba, presence_keys::nodes(),
                     m_serverId.toUtf8(), kClaimSeconds},
                    this, [this](const Result<RedisReply> &dead) {
                        if (!dead) return;
                        for (const RedisReply &node : dead->items)
                            take(QString::fromUtf8(node.text));
                    });
}

void Reaper::take(const QString &deadId)
{
    const QByteArrayList command{"EVAL"_ba,       presence_keys::kTakeOrphans,
                                 "1"_ba,          presence_keys::seats(deadId),
                                 deadId.toUtf8(), kSeatsAtOnce};
    m_commands.send(command + presence_keys::userFields(), this,
                    [this, deadId](const Result<RedisReply> &taken) {
                        // Without an answer the claim runs out, and the next to look goes on.
                        if (!taken || taken->items.size() != 2) return;
                        announce(taken->items[1].items);
                        if (taken->items[0].integer > 0)
                            take(deadId);
                        else
                            bury(deadId);
                    });
}

void Reaper::announce(const QList<RedisReply> &orphans)
{
    QMap<QString, QList<Participant>> rooms;
    for (const RedisReply &orphan : orphans)
        if (orphan.items.size() == presence_keys::userFields().size() + 2)
            rooms[QString::fromUtf8(orphan.items[0].text)].append(
                presence_keys::participantOf(orphan.items, 1));
    for (const auto &[roomId, people] : rooms.asKeyValueRange())
        Q_EMIT orphaned(roomId, people);
}

void Reaper::bury(const QString &deadId)
{
    // The claim goes last: who looks in between finds no such node.
    m_commands.send({"SREM"_ba, presence_keys::nodes(), deadId.toUtf8()});
    m_commands.send({"DEL"_ba, presence_keys::claim(deadId)});
    qCInfo(lcReaper, "cleared node %ls away, which died", qUtf16Printable(deadId));
}

} // namespace lectern
