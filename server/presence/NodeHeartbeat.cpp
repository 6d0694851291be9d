// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/presence/NodeHeartbeat.h"

#include <QtCore/QDateTime>

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

NodeHeartbeat::NodeHeartbeat(RedisLink &commands, const QString &serverId, QObject *parent)
    : QObject(parent)
    , m_commands(commands)
    , m_key("server:"_ba + serverId.toUtf8())
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
    return m_commands.call({"DEL"_ba, m_key});
}

void NodeHeartbeat::beat()
{
    if (!m_commands.isUp()) return;
    const QByteArray now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1();
    m_commands.send({"SET"_ba, m_key, now, "EX"_ba, "15"_ba});
}

} // namespace lectern
