// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/Sweeper.h"

#include "server/domain/Hub.h"
#include "server/domain/ports/Presence.h"
#include "server/domain/ports/RoomStore.h"

#include <QCoroFuture>

#include <algorithm>

namespace lectern {

using namespace std::chrono_literals;

Sweeper::Sweeper(RoomContext &context, Hub &hub)
    : m_context(context)
    , m_hub(hub)
{
    const auto shortest = std::min(context.options.emptyTtl, context.options.unhostedTtl);
    m_timer.setInterval(std::clamp<std::chrono::milliseconds>(shortest / 4, 250ms, 60s));
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { sweep(); });
    m_timer.start();
}

QCoro::Task<void> Sweeper::sweep()
{
    if (std::exchange(m_sweeping, true)) co_return;
    const auto rooms = co_await m_context.store.list(QString(), false);
    if (rooms) {
        for (const RoomInfo &room : *rooms)
            co_await look(room);
        m_deserted.removeIf([&](const auto &entry) {
            return std::ranges::none_of(*rooms, [&](const RoomInfo &room) { return room.id == entry.key(); });
        });
    }
    m_hub.releaseIdle();
    m_sweeping = false;
}

QCoro::Task<void> Sweeper::look(RoomInfo room)
{
    const bool isClass = room.kind == RoomKind::Class;
    const auto people = co_await m_context.presence.list(room.id);
    const bool needed =
        !people ||
        (isClass ? std::ranges::any_of(*people, [&](const Participant &p) { return p.id == room.ownerId; })
                 : !people->isEmpty());
    if (needed) {
        m_deserted.remove(room.id);
        co_return;
    }
    const auto now = std::chrono::steady_clock::now();
    const auto since = m_deserted.value(room.id, now);
    m_deserted.insert(room.id, since);
    if (now - since < (isClass ? m_context.options.unhostedTtl : m_context.options.emptyTtl)) co_return;

    const auto open = co_await m_hub.open(room.id);
    if (!open) co_return;
    co_await (*open)->end();
    if (!isClass) co_await m_context.store.remove(room.id);
}

} // namespace lectern
