// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/Retention.h"

#include <QCoroFuture>
#include <QtCore/QLoggingCategory>

#include <utility>

namespace lectern {

using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(lcRetention, "lectern.retention")

} // namespace

Retention::Retention(OldData &data, std::chrono::milliseconds keep)
    : m_data(data)
    , m_keep(keep)
{
    m_timer.setInterval(1h);
    connect(&m_timer, &QTimer::timeout, this, [this] { sweep(); });
}

void Retention::start()
{
    if (m_keep <= 0ms) return;
    m_timer.start();
    QMetaObject::invokeMethod(this, [this] { sweep(); }, Qt::QueuedConnection);
}

QCoro::Task<void> Retention::sweep()
{
    if (std::exchange(m_sweeping, true)) co_return;
    const QDateTime before = QDateTime::currentDateTimeUtc().addMSecs(-m_keep.count());
    Removed removed;
    const Result<void> done = co_await removeAll(before, removed);
    m_sweeping = false;
    if (!done) qCWarning(lcRetention).noquote() << "broken off until the next round:" << done.error().detail;
    if (removed.messages + removed.stays + removed.places + removed.rooms == 0) co_return;
    qCInfo(lcRetention).noquote() << "removed what is from before" << before.toString(Qt::ISODate) + u':'
                                  << removed.messages << "messages," << removed.stays << "stays,"
                                  << removed.places << "places," << removed.rooms << "rooms";
}

QCoro::Task<Result<void>> Retention::removeAll(QDateTime before, Removed &removed)
{
    const auto rooms = co_await m_data.roomsToPrune(before);
    if (!rooms) co_return std::unexpected(rooms.error());
    for (const QString &room : *rooms) {
        for (int count = 1; count > 0; removed.messages += count) {
            const auto pruned = co_await m_data.prune(room, before);
            if (!pruned) co_return std::unexpected(pruned.error());
            count = *pruned;
        }
    }
    for (int count = 1; count > 0; removed.stays += count) {
        const auto stays = co_await m_data.removeStays(before);
        if (!stays) co_return std::unexpected(stays.error());
        count = *stays;
    }
    const auto ended = co_await m_data.roomsToRemove(before);
    if (!ended) co_return std::unexpected(ended.error());
    for (const QString &room : *ended) {
        const auto gone = co_await m_data.removeRoom(room, before);
        if (!gone) co_return std::unexpected(gone.error());
        if (*gone) ++removed.rooms;
    }
    for (int count = 1; count > 0; removed.places += count) {
        const auto places = co_await m_data.removePlaces(before);
        if (!places) co_return std::unexpected(places.error());
        count = *places;
    }
    co_return Result<void>{};
}

} // namespace lectern
