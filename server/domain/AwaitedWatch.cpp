// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/AwaitedWatch.h"

#include "server/domain/Hub.h"
#include "server/domain/ports/AwaitedPeople.h"
#include "server/domain/ports/Broker.h"

#include <QCoroFuture>

namespace lectern {

using namespace std::chrono_literals;

namespace {
/// A node that lives gives a sign in the database every 30 s.
constexpr std::chrono::milliseconds kSilence = 75s;
} // namespace

AwaitedWatch::AwaitedWatch(RoomContext &context, Hub &hub)
    : m_context(context)
    , m_hub(hub)
{
    const RoomOptions &options = context.options;
    if (options.alone) context.awaited.extend({options.seat, std::max(options.hostGrace, options.seat)});
    takeUpTheSilent();
    QObject::connect(&m_silent, &QTimer::timeout, &m_silent, [this] { takeUpTheSilent(); });
    m_silent.start(kSilence);
    QObject::connect(&m_overdue, &QTimer::timeout, &m_overdue, [this] { look(); });
    m_overdue.start(options.awaitedWatch);
}

void AwaitedWatch::stop()
{
    m_overdue.stop();
    m_silent.stop();
}

void AwaitedWatch::takeUpTheSilent()
{
    const RoomOptions &options = m_context.options;
    const auto now = QDateTime::currentDateTimeUtc();
    // A lone node knows that all others are dead; among others one may only be taken for dead.
    const bool isLone = options.alone && !m_context.broker.isShared();
    m_context.awaited.adopt(isLone ? now : now - kSilence, {options.seat, options.hostGrace});
}

QCoro::Task<void> AwaitedWatch::look()
{
    if (std::exchange(m_looking, true)) co_return;
    const auto overdue = co_await m_context.awaited.takeOverdue();
    m_looking = false;
    if (!overdue) co_return;
    for (const Awaited &one : *overdue)
        m_hub.announceMissing(one);
}

} // namespace lectern
