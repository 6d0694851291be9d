// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/chat/ChatFrames.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

Message message(MessageType type, Payload payload = {})
{
    Message made;
    made.roomId = u"FTYXPM"_s;
    made.type = type;
    made.sender = u"u_1"_s;
    made.senderName = u"민준"_s;
    made.payload = std::move(payload);
    return made;
}

/// The texts of short frames (their length fits into one byte or two).
QStringList textsIn(QByteArrayView frames)
{
    QStringList texts;
    while (!frames.isEmpty()) {
        qsizetype size = quint8(frames[1]);
        qsizetype head = 2;
        if (size == 126) {
            size = quint8(frames[2]) * 256 + quint8(frames[3]);
            head = 4;
        }
        texts += QString::fromUtf8(frames.sliced(head, size));
        frames = frames.sliced(head + size);
    }
    return texts;
}

QStringList textsOf(const Message &of)
{
    return textsIn(chatFrames(seal(of)));
}

} // namespace

/// What /ws/chat says and means.
class ChatFramesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWishes()
    {
        const auto input =
            chatInput(R"({"type":"ENTER","roomId":"room:ftyxpm","sender":"민준","message":"x"})");
        QCOMPARE(std::get<ChatWish>(*input),
                 (ChatWish{ChatWish::Type::Enter, u"FTYXPM"_s, u"민준"_s, u"x"_s}));
        const auto talk = chatInput(R"({"type":"TALK","roomId":"LOBBY"})");
        QCOMPARE(std::get<ChatWish>(*talk), (ChatWish{ChatWish::Type::Talk, u"LOBBY"_s, {}, {}}));
    }

    void takesEverythingElseForText()
    {
        for (const QByteArray text : {"안녕", "[1]", "7", "{\"type\":", "\"TALK\""})
            QCOMPARE(std::get<QString>(*chatInput(text)), QString::fromUtf8(text));
    }

    void refusesObjectsThatDoNotFit()
    {
        for (const QByteArray text : {"{}", R"({"type":"TALK"})", R"({"roomId":"FTYXPM"})",
                                      R"({"type":7,"roomId":"A"})", R"({"type":"SHOUT","roomId":"FTYXPM"})"})
            QCOMPARE(chatInput(text).error().code, ErrorCode::BadRequest);
        QCOMPARE(chatInput(R"({"type":"TALK","roomId":"seven letters"})").error().code,
                 ErrorCode::RoomNotFound);
    }

    void tellsWhatIsSaid()
    {
        QCOMPARE(textsOf(message(MessageType::Send, payload::Text{u"안녕"_s})),
                 QStringList{uR"({"message":"안녕","roomId":"FTYXPM","sender":"민준","type":"TALK"})"_s});
        Message image = message(MessageType::Image, payload::Text{});
        image.attachment = Attachment{.id = u"01F"_s, .name = u"a.png"_s, .url = u"/files/01F"_s};
        const auto object = QJsonDocument::fromJson(textsOf(image).value(0).toUtf8()).object();
        QCOMPARE(object["message"_L1], u"a.png"_s);
        QCOMPARE(object["attachment"_L1]["url"_L1], u"/files/01F"_s);
    }

    void givesPlainTextAsItCame()
    {
        Message plain = plainMessage(u"{\"그냥 글"_s);
        plain.roomId = u"LOBBY"_s;
        QCOMPARE(textsOf(plain), QStringList{u"{\"그냥 글"_s});
        QVERIFY(plain.ref != plainMessage(u"x"_s).ref);
    }

    void tellsOfEachWhoComesAndGoes()
    {
        payload::People people;
        people.participants = {{.id = u"u_1"_s, .name = u"민준"_s}, {.id = u"u_2"_s, .name = u"서연"_s}};
        QCOMPARE(
            textsOf(message(MessageType::Join, people)),
            (QStringList{
                uR"({"message":"민준님이 입장했습니다.","roomId":"FTYXPM","sender":"민준","type":"ENTER"})"_s,
                uR"({"message":"서연님이 입장했습니다.","roomId":"FTYXPM","sender":"서연","type":"ENTER"})"_s}));
        people.participants.removeFirst();
        QCOMPARE(
            textsOf(message(MessageType::Leave, people)),
            QStringList{
                uR"({"message":"서연님이 나갔습니다.","roomId":"FTYXPM","sender":"서연","type":"LEAVE"})"_s});
    }

    void passesOverTheRest()
    {
        for (const MessageType type :
             {MessageType::Delete, MessageType::Hand, MessageType::Ack, MessageType::Bye})
            QVERIFY(chatFrames(seal(message(type))).isEmpty());
    }

    void isMadeOnce()
    {
        for (const Message &each :
             {message(MessageType::Send, payload::Text{u"x"_s}), message(MessageType::Hand)}) {
            const EnvelopePtr envelope = seal(each);
            const QByteArray first = chatFrames(envelope);
            QCOMPARE(static_cast<const void *>(chatFrames(envelope).constData()),
                     static_cast<const void *>(first.constData()));
        }
    }
};

QTEST_APPLESS_MAIN(ChatFramesTest)
#include "tst_chatframes.moc"
