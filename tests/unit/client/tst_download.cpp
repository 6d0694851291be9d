// SPDX-License-Identifier: GPL-3.0-or-later
#include "HttpPeer.h"
#include "common/client/Download.h"

#include <QtCore/QBuffer>
#include <QtCore/QTimeZone>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;
using Kind = ApiError::Kind;

namespace {

/// Takes a while, then nothing more: a disk that is full.
class FullDisk : public QIODevice
{
public:
    FullDisk() { open(WriteOnly | Unbuffered); }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64 size) override { return (m_taken += size) > 100'000 ? -1 : size; }

private:
    qint64 m_taken = 0;
};

ApiResult<void> waited(const Download &download)
{
    if (!QTest::qWaitFor([&] { return download.result().isFinished(); })) qFatal("no answer came");
    return download.result().result();
}

} // namespace

class DownloadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_peer = std::make_unique<HttpPeer>();
        m_client = std::make_unique<ApiClient>(m_peer->url());
        m_client->setToken(u"jwt"_s);
        QLocale::setDefault(QLocale(u"ko"_s));
        m_target.close();
        m_target.setData({});
        m_target.open(QIODevice::WriteOnly);
    }

    void aClassArrivesInTheDevice()
    {
        const auto zip = QByteArray("PK\x03\x04").repeated(1'000'000);
        m_peer->answerWith(200, "application/zip", zip);
        const auto download = m_client->exportRoom(u"FTYXPM"_s, &m_target);
        QSignalSpy progress(download.get(), &Download::progress);
        QVERIFY(waited(*download));
        QCOMPARE(m_target.data(), zip);
        const QByteArray zone = QTimeZone::systemTimeZoneId().toPercentEncoding();
        QCOMPARE(m_peer->asked.at(0).line, "GET /api/v1/rooms/FTYXPM/export?timezone=" + zone + " HTTP/1.1");
        QVERIFY(m_peer->asked.at(0).head.contains("Accept-Language: ko\r\n"));
        QVERIFY(m_peer->asked.at(0).head.contains("Bearer jwt"));
        QCOMPARE(progress.last().at(0).toLongLong(), zip.size());
    }

    void aRefusalLeavesTheDeviceEmpty()
    {
        m_peer->answerWith(404, "application/problem+json", R"({"status":404,"code":"room_not_found"})");
        const auto download = m_client->exportRoom(u"FTYXPM"_s, &m_target);
        const auto result = waited(*download);
        QCOMPARE(result.error().problem.code, ErrorCode::RoomNotFound);
        QCOMPARE(m_target.data(), QByteArray());
    }

    void whatIsCutOffIsNoSuccess()
    {
        m_peer->answerRaw(
            "HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\nContent-Length: 100\r\n\r\nPK");
        const auto download = m_client->download(u"/api/v1/files/f1"_s, &m_target);
        QVERIFY(!waited(*download));
    }

    void aFullDiskEndsIt()
    {
        m_peer->answerWith(200, "application/zip", QByteArray(5'000'000, 'x'));
        FullDisk disk;
        const auto download = m_client->exportRoom(u"FTYXPM"_s, &disk);
        QCOMPARE(waited(*download).error().kind, Kind::Canceled);
    }

    void itCanBeCanceled()
    {
        m_peer->answerRaw("HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\n"
                          "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n");
        m_peer->keepOpen();
        const auto download = m_client->exportRoom(u"FTYXPM"_s, &m_target);
        QTRY_COMPARE(m_target.data(), "abcde"_ba);
        download->cancel();
        QCOMPARE(waited(*download).error().kind, Kind::Canceled);
        download->cancel(); // again: nothing happens
    }

private:
    std::unique_ptr<HttpPeer> m_peer;
    std::unique_ptr<ApiClient> m_client;
    QBuffer m_target;
};

QTEST_GUILESS_MAIN(DownloadTest)
#include "tst_download.moc"
