// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/AttendanceApi.h"
#include "server/api/ByteRange.h"
#include "server/api/FilesApi.h"
#include "server/api/HealthApi.h"
#include "server/api/PagesApi.h"
#include "server/api/RequestReading.h"
#include "server/files/Inspection.h"
#include "server/transport/Router.h"

#include <QCoroTask>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// How answers are made where no room is involved: ranges, files, pages, attendance lists, health.
class AnswersTest : public QObject
{
    Q_OBJECT

    static HttpResponse get(const Router &router, const QString &path, const QByteArray &ifNoneMatch = {})
    {
        HttpRequest request;
        request.method = "GET"_ba;
        request.target = path.toUtf8();
        request.path = path.section(u'?', 0, 0);
        if (!ifNoneMatch.isEmpty()) request.headers.add("If-None-Match"_ba, ifNoneMatch);
        const auto match = router.match("GET"_ba, request.path);
        return match.handler ? QCoro::waitFor((*match.handler)(request)) : HttpResponse{.status = 404};
    }

private Q_SLOTS:
    void readsRanges_data()
    {
        using Kind = ByteRange::Kind;
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("kind");
        QTest::addColumn<qint64>("offset");
        QTest::addColumn<qint64>("length");
        const auto row = [](const char *header, Kind kind, qint64 offset, qint64 length) {
            QTest::newRow(header) << QByteArray(header) << int(kind) << offset << length;
        };
        row("bytes=0-9", Kind::Part, 0, 10);
        row("bytes=90-", Kind::Part, 90, 10);
        row("bytes=90-1000", Kind::Part, 90, 10);
        row("bytes=-5", Kind::Part, 95, 5);
        row("bytes=-1000", Kind::Part, 0, 100);
        row("bytes=100-", Kind::Unsatisfiable, 0, 0);
        row("bytes=-0", Kind::Unsatisfiable, 0, 0);
        for (const char *ignored :
             {"", "bytes=", "bytes=-", "bytes=9-1", "bytes=a-b", "bytes=0-1,3-4", "items=0-1", "bytes=+1-2"})
            row(ignored, Kind::Whole, 0, 100);
    }

    void readsRanges()
    {
        QFETCH(QByteArray, header);
        QFETCH(int, kind);
        QFETCH(qint64, offset);
        QFETCH(qint64, length);
        const ByteRange range = ByteRange::of(header, 100);
        QCOMPARE(int(range.kind), kind);
        QCOMPARE(range.offset, offset);
        QCOMPARE(range.length, length);
    }

    void answersFilesConditionally()
    {
        FileRecord record;
        record.name = u"a\"b\n.png"_s;
        record.contentType = u"image/png"_s;
        record.width = 1;
        record.size = 100;
        record.sha256 = u"abc"_s;
        const auto ask = [&](std::initializer_list<std::pair<QByteArray, QByteArray>> fields) {
            HttpHeaders headers;
            for (const auto &[name, value] : fields)
                headers.add(name, value);
            return fileResponse(record, u"/x"_s, headers);
        };
        const HttpResponse whole = ask({});
        QCOMPARE(whole.status, 200);
        QCOMPARE(whole.headers.value("ETag"), "\"abc\""_ba);
        QVERIFY(whole.headers.value("Content-Disposition").startsWith("inline; filename=\"a_b_.png\""));
        QCOMPARE(ask({{"If-None-Match"_ba, "\"x\", W/\"abc\""_ba}}).status, 304);
        QCOMPARE(ask({{"If-None-Match"_ba, "\"x\""_ba}}).status, 200);
        const HttpResponse part = ask({{"Range"_ba, "bytes=10-19"_ba}});
        QCOMPARE(part.status, 206);
        QCOMPARE(part.headers.value("Content-Range"), "bytes 10-19/100"_ba);
        QCOMPARE(part.file->offset, 10);
        QCOMPARE(part.file->length, 10);
        QCOMPARE(ask({{"Range"_ba, "bytes=10-19"_ba}, {"If-Range"_ba, "\"abc\""_ba}}).status, 206);
        QCOMPARE(ask({{"Range"_ba, "bytes=10-19"_ba}, {"If-Range"_ba, "\"old\""_ba}}).status, 200);
        const HttpResponse outside = ask({{"Range"_ba, "bytes=100-"_ba}});
        QCOMPARE(outside.status, 416);
        QCOMPARE(outside.headers.value("Content-Range"), "bytes */100"_ba);
    }

    void cleansFileNames()
    {
        QCOMPARE(cleanFileName(u"../../etc/passwd"_s), u"passwd"_s);
        QCOMPARE(cleanFileName(u"C:\\사진\\우리 반.jpg"_s), u"우리 반.jpg"_s);
        QCOMPARE(cleanFileName(u"evil\u202Egpj.exe\n"_s), u"evilgpj.exe"_s);
        QCOMPARE(cleanFileName({}), u"file"_s);
        const QString cut = cleanFileName(u"가"_s.repeated(10'000) + u".png"_s);
        QCOMPARE(cut.size(), 120);
        QVERIFY(cut.endsWith(u".png"_s));
    }

    void addsUpStays()
    {
        const auto at = [](int minute) { return QDateTime(QDate(2026, 3, 2), QTime(9, minute), Qt::UTC); };
        const Person kim{u"u1"_s, u"=cmd(\"x\")"_s, PersonType::Student},
            lee{u"u2"_s, u"이, 서연"_s, PersonType::Student};
        const auto rows = attendanceRows(
            {{kim, at(0), at(10)}, {lee, at(1), {}}, {kim, at(5), at(15)}, {kim, at(20), at(30)}}, at(31));
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[0].intervals.size(), 2);
        QCOMPARE(rows[0].totalSeconds, 25 * 60);
        QCOMPARE(rows[1].totalSeconds, 30 * 60);
        const QByteArray csv = attendanceCsv(rows);
        QVERIFY(csv.startsWith("\xEF\xBB\xBFname,"));
        QVERIFY2(csv.contains("\r\n\"'=cmd(\"\"x\"\")\",\"student\",\"u1\","), csv.constData());
        QVERIFY(csv.contains(u"\"이, 서연\""_s.toUtf8()));
    }

    void servesPagesAndOldAddresses()
    {
        QTemporaryDir dir;
        QVERIFY(QDir(dir.path()).mkpath(u"assets/js"_s));
        const auto write = [&](const QString &name, const QByteArray &bytes) {
            QFile file(dir.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        };
        QVERIFY(write(u"index.html"_s, "<!doctype html>"_ba));
        QVERIFY(write(u"assets/js/app.js"_s, "export {}"_ba));
        Router router;
        PagesApi(dir.path(), dir.filePath(u"none.yaml"_s)).addTo(router);

        const HttpResponse page = get(router, u"/join/FTYXPM"_s);
        QCOMPARE(page.body, "<!doctype html>"_ba);
        QCOMPARE(page.headers.value("Content-Type"), "text/html; charset=utf-8"_ba);
        QVERIFY(page.headers.value("Content-Security-Policy").contains("frame-ancestors 'none'"));
        QCOMPARE(get(router, u"/"_s, page.headers.value("ETag")).status, 304);
        QCOMPARE(get(router, u"/assets/js/app.js"_s).headers.value("Content-Type"),
                 "text/javascript; charset=utf-8"_ba);
        QCOMPARE(get(router, u"/assets/js/none.js"_s).status, 404);
        QCOMPARE(get(router, u"/openapi.yaml"_s).status, 404);
        const HttpResponse moved = get(router, u"/student.html?room=FTYXPM"_s);
        QCOMPARE(moved.status, 308);
        QCOMPARE(moved.headers.value("Location"), "/?room=FTYXPM"_ba);
    }

    void saysWhyItIsNotReady()
    {
        QString reason;
        HealthApi health({[] { return QString(); }, [&] { return reason; }});
        Router router;
        health.addTo(router);
        QCOMPARE(get(router, u"/readyz"_s).status, 200);
        reason = u"draining"_s;
        const HttpResponse busy = get(router, u"/readyz"_s);
        QCOMPARE(busy.status, 503);
        QVERIFY(busy.body.contains("[\"draining\"]"));
        QCOMPARE(get(router, u"/healthz"_s).status, 200);
    }

    void readsQueriesAsFormsWriteThem()
    {
        HttpHead head;
        head.query = QUrlQuery(u"q=%EA%B0%80+b%2Bc&n=5"_s);
        QCOMPARE(queryText(head, u"q"_s), u"가 b+c"_s);
        QCOMPARE(queryNumber(head, u"n"_s, 1, 0, 9).value(), 5);
        QCOMPARE(queryNumber(head, u"m"_s, 1, 0, 9).value(), 1);
        QVERIFY(!queryNumber(head, u"n"_s, 1, 0, 4));
    }
};

QTEST_GUILESS_MAIN(AnswersTest)
#include "tst_answers.moc"
