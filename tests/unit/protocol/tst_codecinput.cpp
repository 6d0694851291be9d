// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Codec.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// Frames of the native protocol that others write: what does not fit, and what is taken all the same.
class CodecInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framesThatDoNotFit_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("names"); // what the detail must name
        const auto row = [](const char *json, const char *names, ErrorCode code = ErrorCode::BadRequest) {
            QTest::newRow(json) << QByteArray(json) << code << QString::fromLatin1(names);
        };
        row(R"({})", "messageType");
        row(R"({"messageType":7})", "messageType");
        row(R"({"messageType":null})", "messageType");
        row(R"({"messageType":""})", "messageType");
        row(R"({"messageType":"Send","message":"x"})", "Send", ErrorCode::UnknownType);
        row(R"({"messageType":"send"})", "message");
        row(R"({"messageType":"send","message":null})", "message");
        row(R"({"messageType":"send","message":5})", "message");
        row(R"({"messageType":"send","message":{"text":"x"}})", "message");
        row(R"({"messageType":"send","message":["x"]})", "message");
        row(R"({"messageType":"send","message":"\ud83d"})", "message");
        row(R"({"messageType":"send","message":"x","target":1})", "target");
        row(R"({"messageType":"send","message":"x","target":null})", "target");
        row(R"({"messageType":"send","message":"x","targetType":"everyone"})", "targetType");
        row(R"({"messageType":"send","message":"x","targetType":["all"]})", "targetType");
        row(R"({"messageType":"send","message":"x","ref":{}})", "ref");
        row(R"({"messageType":"send","message":"x","ref":"a\u0000b"})", "ref");
        for (const char *unstorable : {"\\ufeff", "\\ufffe", "\\uffff"})
            row((R"({"messageType":"send","message":"x","ref":"a)" + QByteArray(unstorable) + R"("})")
                    .constData(),
                "ref");
        row((R"({"messageType":"send","message":"x","ref":")" + QByteArray(129, 'r') + R"("})").constData(),
            "ref");
        row(R"({"messageType":"send","message":"x","refers":false})", "refers");
        row(R"({"messageType":"send","message":"x","seq":-1})", "seq");
        row(R"({"messageType":"send","message":"x","seq":1.5})", "seq");
        row(R"({"messageType":"send","message":"x","seq":1e300})", "seq");
        row(R"({"messageType":"send","message":"x","seq":"1"})", "seq");
        row(R"({"messageType":"send","message":"x","sentAt":"yesterday"})", "sentAt");
        row(R"({"messageType":"send","message":"x","sentAt":"2026-11-21T01:02:03.456"})", "sentAt");
        row(R"({"messageType":"send","message":"x","senderType":"admin"})", "senderType");
        row(R"({"messageType":"send","message":"x","replay":"yes"})", "replay");
        row(R"({"messageType":"image","message":"x"})", "attachment");
        row(R"({"messageType":"image","attachment":"f1"})", "attachment");
        row(R"({"messageType":"file","attachment":{}})", "attachment.id");
        row(R"({"messageType":"file","attachment":{"id":"f1","size":-1}})", "attachment.size");
        row(R"({"messageType":"file","attachment":{"id":"f1","width":4294967296}})", "attachment.width");
        row(R"({"messageType":"file","attachment":{"id":"f1","state":"lost"}})", "attachment.state");
        row(R"({"messageType":"attachment","refers":"01H"})", "attachment");
        row(R"({"messageType":"attachment","attachment":{"id":"f1","state":"ready"}})", "refers");
        row(R"({"messageType":"delete"})", "refers");
        row(R"({"messageType":"join"})", "message");
        row(R"({"messageType":"join","message":{"participants":{}}})", "message.participants");
        row(R"({"messageType":"join","message":{"participants":[{"id":"a"},7]}})", "message.participants[1]");
        row(R"({"messageType":"leave","message":{"participants":[{"id":"a","reason":"bored"}]}})",
            "message.participants[0].reason");
        row(R"({"messageType":"read","message":{}})", "message.lastReadMessage");
        row(R"({"messageType":"read","message":"01J"})", "message");
        row(R"({"messageType":"hand","message":{"raised":"yes"}})", "message.raised");
        row(R"({"messageType":"hand","message":{}})", "message.raised");
        row(R"({"messageType":"reaction","message":{"kind":"bored"}})", "message.kind");
        row(R"({"messageType":"reaction","message":{}})", "message.kind");
        row(R"({"messageType":"poll","message":{"choices":[]}})", "message.question");
        row(R"({"messageType":"poll","message":{"question":"?","choices":["a",2]}})", "message.choices[1]");
        row(R"({"messageType":"poll","message":{"question":"?","choices":"ab"}})", "message.choices");
        row(R"({"messageType":"poll","message":{"question":"?","multiple":1}})", "message.multiple");
        row(R"({"messageType":"poll","refers":"p","message":{"question":"?"}})", "message.open");
        row(R"({"messageType":"poll","refers":"p","message":{"open":true}})", "message.open");
        row(R"({"messageType":"vote","message":{"choices":[0]}})", "refers");
        row(R"({"messageType":"vote","refers":"p","message":{}})", "message.choices");
        row(R"({"messageType":"vote","refers":"p","message":{"choices":[-1]}})", "message.choices[0]");
        row(R"({"messageType":"vote","refers":"p","message":{"choices":[0.5]}})", "message.choices[0]");
        row(R"({"messageType":"vote","refers":"p","message":{"text":null}})", "message.text");
        row(R"({"messageType":"timer","message":{}})", "message.endsAt");
        row(R"({"messageType":"timer","message":{"endsAt":0}})", "message.endsAt");
        row(R"({"messageType":"timer","message":{"endsAt":"2026-13-41T01:02:03Z"}})", "message.endsAt");
        row(R"({"messageType":"signal","message":"v=0"})", "message");
        row(R"({"messageType":"signal","message":{"a":[{"b":"\udc00"}]}})", "message");
        row(R"({"messageType":"signal"})", "message");
        row(R"({"messageType":"roomUpdate","message":{}})", "message.name");
        row(R"({"messageType":"roomUpdate","message":{"talk":"some"}})", "message.talk");
        row(R"({"messageType":"roomUpdate","message":{"locked":"no"}})", "message.locked");
        row(R"({"messageType":"roomUpdate","message":{"names":"some"}})", "message.names");
        row(R"({"messageType":"roomUpdate","message":{"assistants":"u_1"}})", "message.assistants");
        row(R"({"messageType":"roomUpdate","message":{"host":""}})", "message.host");
        row(R"({"messageType":"mute","target":"u_1","message":{}})", "message.muted");
        row(R"({"messageType":"mute","message":{"muted":true}})", "target");
        row(R"({"messageType":"rename","target":"u_1","message":{}})", "message.name");
        row(R"({"messageType":"rename","message":{"name":"x"}})", "target");
        row(R"({"messageType":"roomUpdate","message":{"usage":{"bytes":-1}}})", "message.usage.bytes");
        row(R"({"messageType":"kick","message":{"ban":true}})", "target");
        row(R"({"messageType":"kick","target":"a","message":{"ban":1}})", "message.ban");
        row(R"({"messageType":"refresh","message":{"token":""}})", "message.token");
        row(R"({"messageType":"error"})", "code");
        row(R"({"messageType":"welcome","message":{}})", "message.self.id");
        row(R"({"messageType":"welcome","message":{"self":{"id":"a"},"host":{"id":3}}})", "message.host.id");
    }
    void framesThatDoNotFit()
    {
        QFETCH(QByteArray, json);
        QFETCH(ErrorCode, code);
        QFETCH(QString, names);
        const auto message = decode(json);
        QVERIFY(!message);
        QVERIFY(!message.error().malformed);
        QCOMPARE(message.error().problem.code, code);
        QVERIFY2(message.error().problem.detail.contains(names), qPrintable(message.error().problem.detail));
    }

    void noJsonObjectAtAll_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("blank") << QByteArray(" \n");
        QTest::newRow("text") << QByteArray("hello");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("string") << QByteArray("\"send\"");
        QTest::newRow("cut off") << QByteArray(R"({"messageType":"send","message":)");
        QTest::newRow("something after it") << QByteArray(R"({"messageType":"close"}{})");
        QTest::newRow("no UTF-8") << QByteArray("{\"messageType\":\"send\",\"message\":\"\xff\xfe\"}");
        QTest::newRow("endlessly deep")
            << QByteArray("{\"messageType\":\"signal\",\"message\":{\"a\":") + QByteArray(100'000, '[');
    }
    void noJsonObjectAtAll()
    {
        QFETCH(QByteArray, json);
        const auto message = decode(json);
        QVERIFY(!message);
        QVERIFY(message.error().malformed);
        QCOMPARE(message.error().problem.code, ErrorCode::BadRequest);
    }

    void anIdentifierIsCountedInCharacters()
    {
        for (const QString &character : {u"가"_s, u"😀"_s}) {
            const auto with = [&](int count) {
                return decode(R"({"messageType":"send","message":"x","ref":")" +
                              character.repeated(count).toUtf8() + R"("})");
            };
            QVERIFY(with(128));
            QVERIFY(!with(129));
        }
    }

    void aMisfitKeepsItsRef()
    {
        const auto message = decode(R"({"messageType":"send","ref":"c7"})");
        QVERIFY(!message);
        QCOMPARE(message.error().ref, u"c7"_s);
    }

    void whatAClientClaimsCountsForNothing()
    {
        const auto message =
            decode(R"({"messageType":"send","message":"x","room":5,"sender":"u_other","seq":"a",
            "senderType":"admin","id":[],"sentAt":"now","senderName":7,"replay":1,"ref":"c1","target":"u_t"})",
                   SenderClaims::Ignore);
        QVERIFY(message);
        Message expected;
        expected.payload = payload::Text{u"x"_s};
        expected.ref = u"c1"_s;
        expected.target = u"u_t"_s;
        QVERIFY(*message == expected);
    }

    void hugeNumbersAreSafe()
    {
        for (const QByteArray number :
             {"1e999", "-1e999", "123456789012345678901234567890", "1e-999", "-0"}) {
            const auto seq = decode(R"({"messageType":"close","seq":)" + number + "}");
            QVERIFY(!seq || seq->seq == 0);
            static_cast<void>(decode(R"({"messageType":"signal","message":{"n":)" + number + "}}"));
        }
    }

    void unknownFieldsAreLeftAlone()
    {
        QVERIFY(decode(R"({"messageType":"send","message":"x","color":{"a":[1e5,-0,null]},"type":3})"));
        QVERIFY(decode(R"({"messageType":"hand","message":{"raised":true,"how":"high"}})"));
    }

    void theLastOfTwoEqualKeysCounts()
    {
        const auto message =
            decode(R"({"messageType":"close","messageType":"send","message":1,"message":"b"})");
        QVERIFY(message);
        QCOMPARE(payloadOf<payload::Text>(*message)->text, u"b"_s);
    }

    void aMarkAtTheFrontOfATextStays_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("as it is") << "\xEF\xBB\xBF\xEF\xBB\xBFx"_ba;
        QTest::newRow("escaped") << "\\ufeff\\ufeffx"_ba;
        QTest::newRow("before what only Qt reads") << "\xEF\xBB\xBF\xEF\xBB\xBFx\x01"_ba;
    }

    void aMarkAtTheFrontOfATextStays()
    {
        QFETCH(QByteArray, text);
        const auto message = decode(R"({"messageType":"send","message":")" + text + R"("})");
        QVERIFY(message);
        QVERIFY(payloadOf<payload::Text>(*message)->text.startsWith(u"\ufeff\ufeffx"));
    }

    void anErrorCodeOfANewerServerIsUnderstood()
    {
        const auto message =
            decode(R"({"messageType":"bye","message":{"code":"solar_flare","reason":"hot"}})");
        QVERIFY(message);
        QCOMPARE(payloadOf<payload::Bye>(*message)->code, ErrorCode::Internal);
    }
};

QTEST_GUILESS_MAIN(CodecInputTest)
#include "tst_codecinput.moc"
