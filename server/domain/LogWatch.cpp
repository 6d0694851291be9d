// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/LogWatch.h"

#include <utility>

namespace lectern {

LogWatch::LogWatch(const RoomContext &context, std::function<QList<RoomPtr>()> livingRooms)
    : m_log(context.log)
    , m_livingRooms(std::move(livingRooms))
{
    m_timer.setInterval(context.options.logWatch);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
    m_timer.start();
}

void LogWatch::look()
{
    QStringList ids;
    for (const RoomPtr &room : m_livingRooms())
        if (room->info().history) ids.append(room->info().id);
    if (ids.isEmpty() || std::exchange(m_looking, true)) return;
    m_log.lastSeqs(ids).then(&m_timer, [this](const Result<QHash<QString, qint64>> &seqs) {
        m_looking = false;
        if (!seqs) return;
        for (const RoomPtr &room : m_livingRooms())
            room->hearOfSeq(seqs->value(room->info().id));
    });
}

} // namespace lectern
