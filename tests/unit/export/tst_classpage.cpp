// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/export/ClassPage.h"
#include "server/transport/Http.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// The page of an exported class.
class ClassPageTest : public QObject
{
    Q_OBJECT

    static const PageLanguage &language(const char *accepted)
    {
        HttpHeaders headers;
        headers.add("Accept-Language"_ba, accepted);
        return pageLanguage(headers);
    }

    static RoomInfo room()
    {
        RoomInfo room;
        room.id = u"FTYXPM"_s;
        room.name = u"3학년 2반"_s;
        room.ownerName = u"김선생"_s;
        room.createdAt = time(u"01:00:00");
        return room;
    }

    static ClassPage page(const char *accepted = "ko", const QByteArray &zone = "Asia/Seoul"_ba)
    {
        return ClassPage(room(), language(accepted), QTimeZone(zone), {{u"u_1"_s, u"민준 <2>"_s}});
    }

    static QDateTime time(QStringView clock, int day = 21)
    {
        return {QDate(2026, 11, day), QTime::fromString(clock.toString(), u"HH:mm:ss"_s), Qt::UTC};
    }

    static Message said(const QString &text)
    {
        Message message;
        message.seq = 1;
        message.id = u"m1"_s;
        message.senderName = u"김선생"_s;
        message.senderType = PersonType::Teacher;
        message.sentAt = time(u"01:02:03");
        message.payload = payload::Text{text};
        return message;
    }

    static Message shown(const QString &name, const QString &type, int width)
    {
        Message message = said(u"보세요"_s);
        message.type = width > 0 ? MessageType::Image : MessageType::File;
        message.attachment = Attachment{
            u"f1"_s, name, type, AttachmentState::Ready, 1'500'000, u"ab"_s, u"/api/v1/files/f1?sig=x"_s,
            width,   width};
        return message;
    }

private Q_SLOTS:
    void saysWhenInItsZone()
    {
        ClassPage seoul = page();
        QVERIFY(seoul.head().contains("2026년 11월 21일 토요일 10:00부터"));
        QVERIFY(seoul.head().contains("UTC+09:00"));
        const QByteArray html = seoul.message(said(u"안녕"_s), {});
        QVERIFY(html.contains("<h2>2026년 11월 21일 토요일</h2>"));
        QVERIFY(html.contains("<time datetime=\"2026-11-21T01:02:03.000Z\">10:02</time>"));
        QVERIFY(page("en", "America/New_York")
                    .message(said(u"안녕"_s), {})
                    .contains("Friday, November 20, 2026"));
    }

    void saysEachDayOnce()
    {
        ClassPage seoul = page();
        Message message = said(u"안녕"_s);
        QVERIFY(seoul.message(message, {}).contains("<h2>"));
        message.sentAt = time(u"14:59:59");
        QVERIFY(!seoul.message(message, {}).contains("<h2>"));
        message.sentAt = time(u"15:00:00"); // midnight in Seoul
        QVERIFY(seoul.message(message, {}).contains("11월 22일"));
    }

    void saysToWhom()
    {
        Message message = said(u"안녕"_s);
        QVERIFY(!page().message(message, {}).contains("에게"));
        message.targetType = TargetType::Teacher;
        QVERIFY(page().message(message, {}).contains("선생님께"));
        QVERIFY(page("en").message(message, {}).contains("to the teacher"));
        message.target = u"u_1"_s;
        QVERIFY(page().message(message, {}).contains("민준 &lt;2&gt;에게만"));
        message.target = u"u_unknown"_s;
        QVERIFY(page("en").message(message, {}).contains("only to one person"));
    }

    void setsEverythingAsText()
    {
        const QString evil = u"\"><script>alert('1')</script>&amp;%1"_s;
        const QByteArray escaped = "&quot;&gt;&lt;script&gt;alert(";
        Message message = shown(evil, u"image/png"_s, 10);
        message.senderName = evil;
        message.payload = payload::Text{evil};
        for (const QByteArray &html :
             {page().message(message, u"files/0001-x.png"_s), page().message(message, {})}) {
            QVERIFY(!html.contains("<script"));
            QVERIFY(html.count(escaped) >= 3);
        }
        RoomInfo named = room();
        named.name = named.ownerName = evil;
        const QByteArray head = ClassPage(named, language("ko"), QTimeZone::utc(), {}).head();
        QVERIFY(!head.contains("<script"));
        QCOMPARE(head.count(escaped), 3);
        QVERIFY(head.contains("script-src 'none'"));
    }

    void showsPicturesAndLinksFiles()
    {
        const QByteArray picture =
            page().message(shown(u"칠판 50%1.png"_s, u"image/png"_s, 640), u"files/0001-칠판 50%1.png"_s);
        QVERIFY(picture.contains("<img src=\"files/0001-%EC%B9%A0%ED%8C%90%2050%251.png\" alt=\"칠판 "
                                 "50%1.png\" width=\"640\" height=\"640\""));
        QVERIFY(picture.contains("칠판 50%1.png</a> (1.4"));
        QVERIFY(picture.contains("보세요"));
        QVERIFY(!picture.contains("/api/v1/"));
        const QByteArray file =
            page().message(shown(u"a.svg"_s, u"image/svg+xml"_s, 0), u"files/0001-a.svg"_s);
        QVERIFY(!file.contains("<img"));
        QVERIFY(file.contains("href=\"files/0001-a.svg\""));
        const QByteArray lost = page().message(shown(u"a.png"_s, u"image/png"_s, 640), {});
        QVERIFY(!lost.contains("href=") && !lost.contains("<img"));
        QVERIFY(lost.contains("남아 있지 않습니다"));
    }

    void showsPollsWithTheirResults()
    {
        ClassPage seoul = page();
        Message poll = said({});
        poll.type = MessageType::Poll;
        poll.payload = payload::Poll{.question = u"<다> 했나요?"_s, .choices = {u"네"_s, u"<아니요>"_s}};
        QVERIFY(seoul.message(poll, {}).contains("&lt;다&gt; 했나요?"));
        Message result = said({});
        result.type = MessageType::PollResult;
        result.refers = poll.id;
        result.payload = payload::PollResult{.counts = {2, 1}, .votes = 3, .texts = {}, .final = true};
        const QByteArray html = seoul.message(result, {});
        QVERIFY(html.contains("네: 2") && html.contains("&lt;아니요&gt;: 1") && html.contains("3명 참여"));
        result.payload =
            payload::PollResult{.counts = {}, .votes = 1, .texts = QStringList{u"<답>"_s}, .final = true};
        QVERIFY(seoul.message(result, {}).contains("&lt;답&gt;"));
    }

    void saysWhenThereIsNothing()
    {
        QVERIFY(page().tail().contains("남아 있는 메시지가 없습니다"));
        ClassPage seoul = page();
        seoul.message(said(u"안녕"_s), {});
        QVERIFY(!seoul.tail().contains("남아 있는 메시지가 없습니다"));
    }
};

QTEST_GUILESS_MAIN(ClassPageTest)
#include "tst_classpage.moc"
