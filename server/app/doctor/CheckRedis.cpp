// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/doctor/Checks.h"
#include "server/broker/RedisLink.h"

#include <QCoroFuture>
#include <QCoroTask>

namespace lectern::doctor {

using namespace Qt::StringLiterals;

namespace {

QCoro::Task<Result<void>> greet(RedisLink &link)
{
    co_return co_await link.open();
}

} // namespace

Findings checkRedis(const Config &config)
{
    const QString subject = u"redis"_s;
    if (config.redis.isEmpty()) return {Finding::fine(subject, u"none: this node is alone"_s)};
    const RedisAddress address = RedisAddress::parse(config.redis).value_or(RedisAddress{});
    RedisLink link(address, RedisLink::Use::Commands);
    const auto opened = QCoro::waitFor(greet(link));
    link.close();
    if (opened) return {Finding::fine(subject, u"%1 answers"_s.arg(address.display()))};
    return {Finding::wrong(
        subject, opened.error().detail,
        u"see that Redis runs, listens there and wants this password: systemctl status redis-server"_s)};
}

} // namespace lectern::doctor
