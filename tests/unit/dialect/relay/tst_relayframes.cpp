// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/relay/RelayFrames.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

Message message(MessageType type, Payload payload = {})
{
    Message made;
    made.type = type;
    made.sender = u"u_1"_s;
    made.payload = std::move(payload);
    return made;
}

/// Of frames whose length fits into one byte.
QList<QJsonObject> objectsOf(const Message &of)
{
    QList<QJsonObject> objects;
    const QByteArray frames = relayFrames(seal(of));
    for (qsizetype begin = 0; begin < frames.size(); begin += 2 + frames[begin + 1])
        objects += QJsonDocument::fromJson(frames.sliced(begin + 2, frames[begin + 1])).object();
    return objects;
}

QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

/// What /room says and means.
class RelayFramesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsTheSender()
    {
        const auto input =
            relayInput(R"({"type":"offer","sender":"forged","receiver":"u_2","data":{"sdp":1}})", u"u_1"_s);
        QCOMPARE(input->target, u"u_2"_s);
        QCOMPARE(payloadOf<payload::Signal>(*input)->data,
                 object(R"({"type":"offer","sender":"u_1","receiver":"u_2","data":{"sdp":1}})"));
    }

    void aKeyThatOnlyLooksLikeSenderIsNone()
    {
        const auto input = relayInput("{\"\xEF\xBB\xBFsender\":\"forged\"}", u"u_1"_s);
        QCOMPARE(relayFrames(seal(*input)).count("\"sender\""), 1);
    }

    void knowsWhatIsForAll()
    {
        for (const QByteArray text :
             {R"({"receiver":"all"})", "{}", R"({"receiver":null})", R"({"receiver":""})"})
            QCOMPARE(relayInput(text, u"u_1"_s).value().target, QString());
    }

    void refusesWhatIsNoObject()
    {
        for (const QByteArray text : {"hello", "[1]", "{\"type\":", "", R"({"receiver":7})",
                                      R"({"receiver":"u_\u0000"})", R"({"\ud83d":1})"}) {
            const auto input = relayInput(text, u"u_1"_s);
            QVERIFY2(!input, text.constData());
            QCOMPARE(input.error().problem.code, ErrorCode::BadRequest);
        }
    }

    void passesSignalsOn()
    {
        Message signal =
            message(MessageType::Signal, payload::Signal{object(R"({"type":"offer","data":1})")});
        QCOMPARE(objectsOf(signal),
                 QList{object(R"({"type":"offer","sender":"u_1","receiver":"all","data":1})")});
        signal.payload = payload::Signal{object(R"({"sdp":"x","sender":"forged"})")};
        signal.target = u"u_2"_s;
        QCOMPARE(objectsOf(signal),
                 QList{object(R"({"type":"signal","sender":"u_1","receiver":"u_2","sdp":"x"})")});
    }

    void tellsWhatIsSaid()
    {
        QCOMPARE(objectsOf(message(MessageType::Send, payload::Text{u"안녕"_s})),
                 QList{object(R"({"type":"talk","sender":"u_1","receiver":"all","data":"안녕"})")});
    }

    void tellsOfEachWhoComesAndGoes()
    {
        payload::People people;
        people.participants = {{.id = u"u_1"_s}, {.id = u"u_2"_s}};
        QCOMPARE(objectsOf(message(MessageType::Join, people)),
                 (QList{object(R"({"type":"new","sender":"u_1","receiver":"all"})"),
                        object(R"({"type":"new","sender":"u_2","receiver":"all"})")}));
        QCOMPARE(objectsOf(message(MessageType::Leave, people)),
                 (QList{object(R"({"type":"close","sender":"u_1"})"),
                        object(R"({"type":"close","sender":"u_2"})")}));
    }

    void passesOverTheRest()
    {
        for (const MessageType type :
             {MessageType::Delete, MessageType::Hand, MessageType::Ack, MessageType::Bye})
            QVERIFY(relayFrames(seal(message(type))).isEmpty());
    }
};

QTEST_APPLESS_MAIN(RelayFramesTest)
#include "tst_relayframes.moc"
