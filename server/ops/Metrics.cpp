// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/Metrics.h"

#include "server/ops/Exposition.h"

namespace lectern {

namespace {

const char *closer(Connection::End end)
{
    switch (end) {
    case Connection::End::Clean:
        return "client";
    case Connection::End::Dropped:
        return "network";
    case Connection::End::Timeout:
        return "silence";
    case Connection::End::Ours:
        break;
    }
    return "server";
}

std::string codeName(int closeCode)
{
    return closeCode == 0 ? "other" : std::to_string(closeCode);
}

void tellState(Exposition &page, const NodeFigures &node)
{
    page.gauge("lectern_build_info", "Always 1; the label tells the version.")
        .sample(1, {{"version", LECTERN_VERSION}});
    page.gauge("lectern_draining", "1 while the node sends everyone elsewhere.").sample(node.draining);
    page.gauge("lectern_database_up", "1 while the database can be used.").sample(node.databaseUp);

    auto connections = page.gauge("lectern_connections", "Open connections, by what they speak.");
    for (const auto &[dialect, open] : node.wire.connections)
        connections.sample(double(open), {{"dialect", dialect.toStdString()}});
    page.gauge("lectern_rooms", "Rooms that live on this node.").sample(node.rooms);
    page.gauge("lectern_people", "People connected to this node, once a room.").sample(node.people);
    page.gauge("lectern_waiting_bytes", "Bytes that wait to be sent, over all connections.")
        .sample(double(node.bytesWaiting));
}

void tellRooms(Exposition &page, const RoomTally &room)
{
    auto said = page.counter("lectern_messages_total",
                             "What people here have said and the rooms' rules let through, by type.");
    room.said.forEach([&](MessageType type, quint64 count) {
        said.sample(double(count), {{"type", wireName(type).data()}});
    });
    page.counter("lectern_deliveries_total",
                 "Messages handed to connections: as they happened, or to who had missed them.")
        .sample(double(room.deliveries), {{"kind", "live"}})
        .sample(double(room.replays), {{"kind", "replay"}});
    page.histogram(
        "lectern_delivery_seconds",
        "From a numbered message's acceptance, on any node, until it was handed to a connection here.",
        room.latency);
    page.counter("lectern_gaps_filled_total", "Holes in a room's numbering that were filled from the log.")
        .sample(double(room.gapsFilled));
    page.counter("lectern_gap_messages_total", "Messages that were in those holes.")
        .sample(double(room.gapMessages));
    page.counter(
            "lectern_recoveries_total",
            "People who came back: told all that they had missed, or sent to start over or to try again.")
        .sample(double(room.recovered), {{"outcome", "recovered"}})
        .sample(double(room.startedOver), {{"outcome", "started_over"}})
        .sample(double(room.sentAway), {{"outcome", "sent_away"}});
}

void tellLog(Exposition &page, const LogTally &log)
{
    page.counter("lectern_log_messages_total", "Messages given to the log, by what became of them.")
        .sample(double(log.stored), {{"outcome", "stored"}})
        .sample(double(log.repeated), {{"outcome", "repeated"}})
        .sample(double(log.refused), {{"outcome", "refused"}});
    page.histogram("lectern_log_commit_seconds", "Time of a transaction of the log, its commit included.",
                   log.commit);
    page.histogram("lectern_log_batch_messages", "Messages in a transaction of the log.", log.batch);
}

void tellRefusals(Exposition &page, const RoomTally &room, const WireTally &wire)
{
    auto refusals = page.counter("lectern_refusals_total",
                                 "Frames and HTTP requests, upgrades included, that were refused, by code.");
    const auto tell = [&](const char *what, const auto &tally) {
        tally.forEach([&](ErrorCode code, quint64 count) {
            refusals.sample(double(count), {{"what", what}, {"code", wireName(code).data()}});
        });
    };
    tell("frame", room.refused);
    tell("request", wire.refused);
}

void tellWire(Exposition &page, const WireTally &wire)
{
    auto answers = page.counter("lectern_http_responses_total", "Answers to HTTP requests, by status.");
    for (const auto &[status, count] : wire.answers)
        answers.sample(double(count), {{"status", std::to_string(status)}});
    auto closes = page.counter("lectern_closes_total",
                               "WebSockets that have ended, by close code and by who or what ended them.");
    for (const auto &[end, code, count] : wire.closes.rows())
        closes.sample(double(count), {{"by", closer(end)}, {"code", codeName(code)}});
}

void tellRedis(Exposition &page, const RedisTally &redis, bool up)
{
    page.gauge("lectern_redis_up", "1 while this node reaches the others over Redis.").sample(up);
    page.counter("lectern_redis_disconnects_total", "How often Redis went out of reach.")
        .sample(double(redis.disconnects));
    page.counter("lectern_redis_published_total", "What this node has published about rooms.")
        .sample(double(redis.published));
    page.counter("lectern_redis_received_total", "What others have published about rooms that live here.")
        .sample(double(redis.received));
    page.counter("lectern_redis_dropped_total", "Of what others published, what could not be understood.")
        .sample(double(redis.dropped));
    page.histogram("lectern_redis_lag_seconds",
                   "From publishing until it was delivered: to this node, which hears itself, too.",
                   redis.lag);
}

void tellProcess(Exposition &page, const ProcessWatch::Figures &process)
{
    page.counter("process_cpu_seconds_total", "Processor time used.").sample(process.cpuSeconds);
    page.gauge("process_resident_memory_bytes", "Memory taken up.").sample(process.residentBytes);
    page.gauge("process_virtual_memory_bytes", "Memory addressed.").sample(process.virtualBytes);
    page.gauge("process_open_fds", "Open file descriptors.").sample(process.openFiles);
    page.gauge("process_max_fds", "File descriptors that may be open.").sample(process.maxFiles);
    page.gauge("process_start_time_seconds", "When the process started, in seconds since 1970.")
        .sample(process.startedAt);
}

} // namespace

QByteArray metricsText(const NodeFigures &node)
{
    Exposition page;
    tellState(page, node);
    tellRooms(page, node.room);
    tellLog(page, node.log);
    tellRefusals(page, node.room, node.wire);
    tellWire(page, node.wire);
    if (node.redis) tellRedis(page, *node.redis, node.redisUp);
    tellProcess(page, node.process);
    return page.text();
}

} // namespace lectern
