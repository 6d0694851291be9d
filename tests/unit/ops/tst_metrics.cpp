// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/Metrics.h"

#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

#include <chrono>

using namespace lectern;
using namespace Qt::StringLiterals;

/// From what the parts have counted to what Prometheus reads.
class MetricsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsHowTheNodeStands()
    {
        m_wire.connections["native"_ba] = 31;
        NodeFigures node = figures();
        node.rooms = 2;
        node.people = 30;
        node.bytesWaiting = 4096;
        node.databaseUp = false;
        node.draining = true;
        const QByteArrayList page = lines(node);
        for (const char *line :
             {"lectern_connections{dialect=\"native\"} 31", "lectern_rooms 2", "lectern_people 30",
              "lectern_waiting_bytes 4096", "lectern_database_up 0", "lectern_draining 1",
              "lectern_build_info{version=\"" LECTERN_VERSION "\"} 1"})
            QVERIFY2(page.contains(line), line);
    }

    void tellsWhatWasCounted()
    {
        m_room.said.add(MessageType::Send);
        m_room.refused.add(ErrorCode::TalkDisabled);
        m_room.recovered = 3;
        m_room.replays = 7;
        m_wire.refused.add(ErrorCode::RoomFull);
        m_wire.answers[404] = 5;
        m_wire.closes.add(Connection::End::Ours, 4408);
        m_wire.closes.add(Connection::End::Clean, 3999);
        m_wire.closes.add(Connection::End::Dropped, 1006);
        m_wire.closes.add(Connection::End::Timeout, 1006);
        m_log.stored = 8;
        const QByteArrayList page = lines(figures());
        for (const char *line :
             {"lectern_messages_total{type=\"send\"} 1", "lectern_messages_total{type=\"poll\"} 0",
              "lectern_refusals_total{what=\"frame\",code=\"talk_disabled\"} 1",
              "lectern_refusals_total{what=\"request\",code=\"talk_disabled\"} 0",
              "lectern_refusals_total{what=\"request\",code=\"room_full\"} 1",
              "lectern_recoveries_total{outcome=\"recovered\"} 3",
              "lectern_deliveries_total{kind=\"replay\"} 7", "lectern_http_responses_total{status=\"404\"} 5",
              "lectern_closes_total{by=\"server\",code=\"4408\"} 1",
              "lectern_closes_total{by=\"server\",code=\"4410\"} 0",
              "lectern_closes_total{by=\"client\",code=\"other\"} 1",
              "lectern_closes_total{by=\"network\",code=\"1006\"} 1",
              "lectern_closes_total{by=\"silence\",code=\"1006\"} 1",
              "lectern_log_messages_total{outcome=\"stored\"} 8"})
            QVERIFY2(page.contains(line), line);
    }

    void tellsAHistogramAddedUp()
    {
        m_log.batch.add(1);
        m_log.batch.add(2);
        m_log.batch.add(2'000);
        const QByteArrayList page = lines(figures());
        const qsizetype begin = page.indexOf("# TYPE lectern_log_batch_messages histogram");
        QVERIFY(begin > 0);
        QCOMPARE(page.mid(begin + 1, 2), (QByteArrayList{"lectern_log_batch_messages_count 3",
                                                         "lectern_log_batch_messages_sum 2003"}));
        for (const char *line : {"lectern_log_batch_messages_bucket{le=\"1\"} 1",
                                 "lectern_log_batch_messages_bucket{le=\"2\"} 2",
                                 "lectern_log_batch_messages_bucket{le=\"1000\"} 2",
                                 "lectern_log_batch_messages_bucket{le=\"+Inf\"} 3"})
            QVERIFY2(page.contains(line), line);
    }

    void measuresADeliveryFromTheMessagesAcceptance()
    {
        Message message;
        message.seq = 1;
        message.sentAt = QDateTime::currentDateTimeUtc().addSecs(-3);
        m_room.delivered(message, 30);
        message.sentAt = QDateTime::currentDateTimeUtc().addSecs(60); // a clock that is ahead
        m_room.delivered(message, 1);
        message.seq = 0; // who came and went has waited for nothing
        m_room.delivered(message, 4);
        m_room.delivered(message, 0);
        QCOMPARE(m_room.deliveries, 35u);
        const QByteArrayList page = lines(figures());
        for (const char *line :
             {"lectern_delivery_seconds_bucket{le=\"0.001\"} 1",
              "lectern_delivery_seconds_bucket{le=\"2.5\"} 1", "lectern_delivery_seconds_bucket{le=\"5\"} 31",
              "lectern_delivery_seconds_count 31"})
            QVERIFY2(page.contains(line), line);
    }

    void tellsOfRedisOnlyWhereThereIsOne()
    {
        QVERIFY(!metricsText(figures()).contains("lectern_redis"));
        RedisTally redis;
        redis.dropped = 4;
        NodeFigures node = figures();
        node.redis = &redis;
        node.redisUp = false;
        const QByteArrayList page = lines(node);
        QVERIFY(page.contains("lectern_redis_up 0"));
        QVERIFY(page.contains("lectern_redis_dropped_total 4"));
    }

    void keepsToTheNames()
    {
        RedisTally redis;
        NodeFigures node = figures();
        node.redis = &redis;
        static const QRegularExpression type(
            u"^# TYPE (lectern|process)_[a-z_]+ (counter|gauge|histogram)$"_s);
        int families = 0;
        for (const QByteArray &line : lines(node)) {
            if (!line.startsWith("# TYPE")) continue;
            ++families;
            QVERIFY2(type.match(QString::fromLatin1(line)).hasMatch(), line.constData());
            QCOMPARE(line.endsWith(" counter"), line.contains("_total "));
        }
        QVERIFY(families > 25);
    }

    void knowsItsProcess()
    {
        const ProcessWatch watch;
        const ProcessWatch::Figures now = watch.figures();
        const double today = double(QDateTime::currentSecsSinceEpoch());
        QVERIFY(now.startedAt > today - 120 && now.startedAt <= today + 1);
        QVERIFY(now.residentBytes > 1e6 && now.virtualBytes >= now.residentBytes);
        QVERIFY(now.openFiles >= 3 && now.openFiles <= now.maxFiles);
        QFile another(u"/dev/null"_s);
        QVERIFY(another.open(QIODevice::ReadOnly));
        QCOMPARE(watch.figures().openFiles, now.openFiles + 1);
        QTRY_VERIFY(watch.figures().cpuSeconds > now.cpuSeconds);
        QCOMPARE(watch.figures().startedAt, now.startedAt);
    }

    void countingCostsNothingToSpeakOf()
    {
        Message message;
        message.seq = 1;
        message.sentAt = QDateTime::currentDateTimeUtc();
        QBENCHMARK
        {
            m_room.delivered(message, 30);
        }
    }

private:
    NodeFigures figures() const { return {.room = m_room, .log = m_log, .wire = m_wire}; }
    static QByteArrayList lines(const NodeFigures &node) { return metricsText(node).split('\n'); }

    RoomTally m_room;
    LogTally m_log;
    WireTally m_wire;

private Q_SLOTS:
    void init()
    {
        m_room = {};
        m_log = {};
        m_wire = {};
    }
};

QTEST_GUILESS_MAIN(MetricsTest)
#include "tst_metrics.moc"
