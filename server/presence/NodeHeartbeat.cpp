// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/presence/NodeHeartbeat.h"

#include "server/presence/PresenceKeys.h"

#include <QtCore/QDateTime>

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

NodeHeartbeat::NodeHeartbeat(RedisLink &commands, const QString &serverId, QObject *parent)
    : QObject(parent)
    , m_commands(commands)
    , m_serverId(serverId)
{
    connect(&m_timer, &QTimer::timeout, this, &NodeHeartbeat::beat);
    connect(&commands, &RedisLink::up, this, [this] {
        if (m_timer.isActive()) beat();
    });
}

void NodeHeartbeat::start()
{
    m_timer.start(5s);
    beat();
}

QFuture<Result<RedisReply>> NodeHeartbeat::stop()
{
    m_timer.stop();
    return m_commands.call({"EVAL"_ba, presence_keys::kSayGoodbye, "3"_ba, presence_keys::nodes(),
                            presence_keys::server(m_serverId), presence_keys::seats(m_serverId),
                            m_serverId.toUtf8()});
}

QFuture<Result<int>> NodeHeartbeat::countOthers()
{
    return m_commands
        .call({"EVAL"_ba, presence_keys::kCountLiving, "1"_ba, presence_keys::nodes(), m_serverId.toUtf8()})
        .then([](const Result<RedisReply> &living) -> Result<int> {
            if (!living) return std::unexpected(living.error());
            return int(living->integer);
        });
}

void NodeHeartbeat::beat()
{
    if (!m_commands.isUp()) return;
    const QByteArray now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1();
    m_commands.send({"SADD"_ba, presence_keys::nodes(), m_serverId.toUtf8()});
    m_commands.send({"SET"_ba, presence_keys::server(m_serverId), now, "EX"_ba, "15"_ba, "GET"_ba}, this,
                    [this](const Result<RedisReply> &before) {
                        if (!before) return;
                        const bool wasGone = before->kind == RedisReply::Kind::Nil;
                        if (std::exchange(m_hasBeaten, true) && wasGone) Q_EMIT lapsed();
                    });
}

} // namespace lectern
