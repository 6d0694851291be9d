// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/RoomWatch.h"

#include "common/client/WhenDone.h"
#include "server/domain/ports/RoomStore.h"

#include <utility>

namespace lectern {

RoomWatch::RoomWatch(const RoomContext &context, std::function<QList<RoomPtr>()> livingRooms)
    : m_store(context.store)
    , m_livingRooms(std::move(livingRooms))
{
    m_timer.setInterval(context.options.roomWatch);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
    m_timer.start();
}

void RoomWatch::look()
{
    QStringList ids;
    for (const RoomPtr &room : m_livingRooms())
        ids.append(room->info().id);
    if (ids.isEmpty() || std::exchange(m_looking, true)) return;
    whenDone(m_store.standing(ids), &m_timer, [this](const Result<QList<RoomInfo>> &stored) {
        m_looking = false;
        if (stored) compare(*stored);
    });
}

void RoomWatch::compare(const QList<RoomInfo> &stored)
{
    QHash<QString, const RoomInfo *> byId;
    for (const RoomInfo &info : stored)
        byId.insert(info.id, &info);
    bool doubtful = false;
    for (const RoomPtr &room : m_livingRooms())
        if (const RoomInfo *info = byId.value(room->info().id)) doubtful |= room->hearOf(*info);
    if (doubtful) look();
}

} // namespace lectern
