// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/Retention.h"

#include <QCoroFuture>
#include <QtCore/QLoggingCategory>
#include <QtCore/QPointer>

#include <algorithm>
#include <functional>
#include <utility>

namespace lectern {

using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(lcRetention, "lectern.retention")

using Some = std::function<QFuture<Result<int>>()>;

/// Lets `some` be removed again and again until there is no more, or nobody who wants it: how many they were.
QCoro::Task<Result<int>> removeAll(QPointer<QObject> owner, Some some)
{
    int sum = 0;
    while (owner) {
        const QFuture<Result<int>> removing = some();
        const Result<int> count = co_await removing;
        if (!count) co_return count;
        if (*count == 0) break;
        sum += *count;
    }
    co_return sum;
}

} // namespace

Retention::Retention(OldData &data, std::chrono::milliseconds keep)
    : m_data(data)
    , m_keep(keep)
{
    m_timer.setInterval(std::clamp<std::chrono::milliseconds>(keep / 4, 250ms, 1h));
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
    const QPointer<QObject> self(this);
    const QDateTime before = QDateTime::currentDateTimeUtc().addMSecs(-m_keep.count());
    Removed removed;
    const Result<void> done = co_await removeOlder(before, removed);
    if (self) m_sweeping = false;
    if (!done) qCWarning(lcRetention).noquote() << "broken off until the next round:" << done.error().detail;
    if (removed.messages + removed.stays + removed.places + removed.rooms == 0) co_return;
    qCInfo(lcRetention).noquote() << "removed what is from before" << before.toString(Qt::ISODate) + u':'
                                  << removed.messages << "messages," << removed.stays << "stays,"
                                  << removed.places << "places," << removed.rooms << "rooms";
}

QCoro::Task<Result<void>> Retention::removeOlder(QDateTime before, Removed &removed)
{
    // This may be gone behind every waiting.
    const QPointer<QObject> self(this);
    const Result<void> pruned = co_await pruneRooms(before, removed);
    if (!pruned || !self) co_return pruned;

    const Some someStays = [this, before] { return m_data.removeStays(before); };
    const Result<int> stays = co_await removeAll(self, someStays);
    if (!stays) co_return std::unexpected(stays.error());
    removed.stays = *stays;
    if (!self) co_return Result<void>{};

    const Result<void> ended = co_await removeRooms(before, removed);
    if (!ended || !self) co_return ended;

    const Some somePlaces = [this, before] { return m_data.removePlaces(before); };
    const Result<int> places = co_await removeAll(self, somePlaces);
    if (!places) co_return std::unexpected(places.error());
    removed.places = *places;
    co_return Result<void>{};
}

QCoro::Task<Result<void>> Retention::pruneRooms(QDateTime before, Removed &removed)
{
    const QPointer<QObject> self(this);
    const QFuture<Result<QStringList>> looking = m_data.roomsToPrune(before);
    const Result<QStringList> rooms = co_await looking;
    if (!rooms) co_return std::unexpected(rooms.error());
    for (const QString &room : *rooms) {
        if (!self) break;
        const Some someMessages = [this, room, before] { return m_data.prune(room, before); };
        const Result<int> messages = co_await removeAll(self, someMessages);
        if (!messages) co_return std::unexpected(messages.error());
        removed.messages += *messages;
    }
    co_return Result<void>{};
}

QCoro::Task<Result<void>> Retention::removeRooms(QDateTime before, Removed &removed)
{
    const QPointer<QObject> self(this);
    const QFuture<Result<QStringList>> looking = m_data.roomsToRemove(before);
    const Result<QStringList> rooms = co_await looking;
    if (!rooms) co_return std::unexpected(rooms.error());
    for (const QString &room : *rooms) {
        if (!self) break;
        const QFuture<Result<bool>> removing = m_data.removeRoom(room, before);
        const Result<bool> gone = co_await removing;
        if (!gone) co_return std::unexpected(gone.error());
        if (*gone) ++removed.rooms;
    }
    co_return Result<void>{};
}

} // namespace lectern
