// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Deflate.h"
#include "server/transport/Compression.h"

#include <QCoroTask>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// Who gets gzip, and of what.
class CompressionTest : public QObject
{
    Q_OBJECT

    static HttpHeaders accepting(const QByteArrayList &values)
    {
        HttpHeaders headers;
        for (const QByteArray &value : values)
            headers.add("accept-encoding"_ba, value);
        return headers;
    }

    static HttpResponse text(qsizetype size, const QByteArray &type = "application/json"_ba)
    {
        HttpResponse response{.body = QByteArray(size, 'x')};
        response.headers.add("Content-Type"_ba, type);
        return response;
    }

    static HttpResponse fitted(HttpResponse response, bool wanted = true)
    {
        Compression compression;
        return QCoro::waitFor(compression.fit(std::move(response), wanted));
    }

    static bool isGzipped(const HttpResponse &response)
    {
        return response.headers.value("Content-Encoding") == "gzip" && response.body.startsWith("\x1f\x8b");
    }

private Q_SLOTS:
    void readsAcceptEncoding_data()
    {
        QTest::addColumn<QByteArrayList>("values");
        QTest::addColumn<bool>("gzip");
        QTest::newRow("nothing said") << QByteArrayList() << false;
        QTest::newRow("empty") << QByteArrayList{""} << false;
        for (const char *yes :
             {"gzip", "GZIP", "x-gzip", "br, gzip", "gzip, deflate, br", "gzip;q=0.1", "gzip ; Q=0.001", "*",
              "br;q=1.0, *;q=0.5", "identity;q=0.5, gzip;q=0.5", "identity;q=0, gzip", "gzip;level=9;q=0.3"})
            QTest::newRow(yes) << QByteArrayList{yes} << true;
        for (const char *no : {"identity", "br", "deflate", "gzip;q=0", "gzip;q=0.000", "*;q=0",
                               "gzip;q=0, *", "gzip;q=0.5, identity", "gzip;q=nonsense", "gzip;q=nan",
                               "gzip;q=-1", "gzip;q=2", "notgzip", "gzipped"})
            QTest::newRow(no) << QByteArrayList{no} << false;
        QTest::newRow("two lines, yes") << QByteArrayList{"br", "gzip"} << true;
        QTest::newRow("two lines, no") << QByteArrayList{"*", "gzip;q=0"} << false;
    }

    void readsAcceptEncoding()
    {
        QFETCH(QByteArrayList, values);
        QFETCH(bool, gzip);
        QCOMPARE(acceptsGzip(accepting(values)), gzip);
    }

    void isForReadingOnly()
    {
        HttpHead head;
        head.headers = accepting({"gzip"});
        for (const char *method : {"GET", "HEAD"}) {
            head.method = method;
            QVERIFY(Compression::isWanted(head));
        }
        for (const char *method : {"POST", "PATCH", "DELETE", "OPTIONS"}) {
            head.method = method;
            QVERIFY2(!Compression::isWanted(head), method);
        }
    }

    void compressesTexts_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<bool>("compressed");
        for (const char *yes : {"application/json", "text/html; charset=utf-8", "TEXT/CSV", "text/javascript",
                                "image/svg+xml", "application/yaml", "application/manifest+json"})
            QTest::newRow(yes) << QByteArray(yes) << true;
        for (const char *no : {"image/png", "application/zip", "text/event-stream", "font/woff2",
                               "application/octet-stream", ""})
            QTest::newRow(*no ? no : "none") << QByteArray(no) << false;
    }

    void compressesTexts()
    {
        QFETCH(QByteArray, type);
        QFETCH(bool, compressed);
        const HttpResponse response = fitted(text(2'000, type));
        QCOMPARE(isGzipped(response), compressed);
        QCOMPARE(response.headers.value("Vary"), compressed ? "Accept-Encoding"_ba : QByteArray());
    }

    void leavesShortOnesAlone()
    {
        QVERIFY(!isGzipped(fitted(text(1'024))));
        QVERIFY(isGzipped(fitted(text(1'025))));
        QVERIFY(!fitted(text(1'024)).headers.contains("Vary"));
    }

    void leavesPartsFilesAndProblemsAlone()
    {
        HttpResponse part = text(2'000);
        part.status = 206;
        QVERIFY(!isGzipped(fitted(part)));
        HttpResponse file = text(2'000);
        file.file = FileSlice{u"/dev/null"_s, 0, 0};
        QVERIFY(!isGzipped(fitted(file)));
        HttpResponse problem = text(2'000);
        problem.status = 404;
        QVERIFY(!isGzipped(fitted(problem)));
    }

    void tellsCachesAlsoInPlainForm()
    {
        const HttpResponse plain = fitted(text(2'000), false);
        QCOMPARE(plain.body, QByteArray(2'000, 'x'));
        QVERIFY(!plain.headers.contains("Content-Encoding"));
        QCOMPARE(plain.headers.value("Vary"), "Accept-Encoding"_ba);

        HttpResponse varied = text(2'000);
        varied.headers.add("Vary"_ba, "Accept, accept-encoding"_ba);
        QCOMPARE(fitted(varied, false).headers.fields().size(), varied.headers.fields().size());
    }

    void weakensTheTag()
    {
        HttpResponse tagged = text(2'000);
        tagged.headers.add("ETag"_ba, "\"abc\""_ba);
        QCOMPARE(fitted(tagged).headers.value("ETag"), "W/\"abc\""_ba);
        QCOMPARE(fitted(tagged, false).headers.value("ETag"), "\"abc\""_ba);
        tagged.headers.set("ETag"_ba, "W/\"abc\""_ba);
        QCOMPARE(fitted(tagged).headers.value("ETag"), "W/\"abc\""_ba);
    }

    void takesWhatWasCompressedBefore()
    {
        HttpResponse page = text(2'000, "text/css"_ba);
        page.gzipped = gzipped(page.body, 9);
        QCOMPARE(fitted(page).body, page.gzipped);
        QCOMPARE(fitted(page, false).body, page.body);
    }

    void compressesLargeOnesElsewhere()
    {
        HttpResponse large = text(4 * 1024 * 1024);
        const QByteArray body = large.body;
        const HttpResponse response = fitted(std::move(large));
        QVERIFY(isGzipped(response));
        QCOMPARE(response.body, gzipped(body, 1));
    }
};

QTEST_GUILESS_MAIN(CompressionTest)
#include "tst_compression.moc"
