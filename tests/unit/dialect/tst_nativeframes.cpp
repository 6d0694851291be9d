// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Codec.h"
#include "common/protocol/Deflate.h"
#include "server/dialect/NativeFrames.h"
#include "server/transport/Connection.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// Messages as frames, for those who take deflate and those who do not.
class NativeFramesTest : public QObject
{
    Q_OBJECT

    static EnvelopePtr said(const QString &text)
    {
        Message message;
        message.type = MessageType::Send;
        message.payload = payload::Text{text};
        return seal(message);
    }

    static EnvelopePtr lengthy() { return said(u"다음 시간에는 글을 바꾸어 읽습니다. "_s.repeated(50)); }

private Q_SLOTS:
    void deflatesLongTextsForThoseWhoTakeIt()
    {
        const EnvelopePtr envelope = lengthy();
        const QByteArray json = encode(envelope->message());
        QCOMPARE(frameOf(envelope, NativeForm::Text), textFrame(json));
        const QByteArray frame = frameOf(envelope, NativeForm::Deflated);
        QVERIFY(frame.size() < json.size() / 5);
        QCOMPARE(frame.front(), char(0x82)); // FIN, binary
        QCOMPARE(inflated(frame.sliced(4), json.size()).value(), json);
    }

    void leavesShortTextsAlone()
    {
        const EnvelopePtr envelope = said(u"네!"_s);
        QCOMPARE(frameOf(envelope, NativeForm::Deflated), frameOf(envelope, NativeForm::Text));
    }

    void isMadeOnceForEachForm()
    {
        for (const EnvelopePtr &envelope : {lengthy(), said(u"네!"_s)})
            for (const NativeForm form : {NativeForm::Text, NativeForm::Deflated}) {
                const QByteArray first = frameOf(envelope, form);
                QCOMPARE(static_cast<const void *>(frameOf(envelope, form).constData()),
                         static_cast<const void *>(first.constData()));
            }
    }

    void goesByTheTextsBytes()
    {
        QCOMPARE(frameOf(QByteArray(1'024, 'x'), NativeForm::Deflated), textFrame(QByteArray(1'024, 'x')));
        QCOMPARE(frameOf(QByteArray(1'025, 'x'), NativeForm::Deflated).front(), char(0x82));
    }

    void sendsAsTextWhatGrows()
    {
        QByteArray noise;
        for (quint32 i = 0, x = 1; i < 2'000; ++i, x = x * 1664525 + 1013904223)
            noise.append(char(x >> 24));
        QCOMPARE(frameOf(noise, NativeForm::Deflated), textFrame(noise));
    }
};

QTEST_APPLESS_MAIN(NativeFramesTest)
#include "tst_nativeframes.moc"
