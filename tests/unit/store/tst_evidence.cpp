// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/EvidenceChain.h"
#include "server/store/MessageRow.h"

#include <QtCore/QCryptographicHash>
#include <QtTest/QTest>

#include <limits>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

MessageRow row()
{
    MessageRow row;
    row.roomId = u"FTYXPM"_s;
    row.seq = 41;
    row.id = u"01JD0000000000000000000001"_s;
    row.type = u"send"_s;
    row.sender = u"u_1"_s;
    row.senderType = u"teacher"_s;
    row.senderName = u"김선생"_s;
    row.targetType = u"all"_s;
    row.ref = u"c1"_s;
    row.sentAt = 1795224123456;
    row.body = u"{\"message\":\"여러분 \\\"안녕\\\"\\\\ \\u0001/"_s + QChar(0x7f) + QChar(0x2028) +
               u"\\n👩‍🏫\"}"_s;
    return row;
}

/// The definition in docs/protocol.md, as plainly as it can be written.
QByteArray plainJson(const QString &text)
{
    QByteArray json;
    for (const char c : text.toUtf8()) {
        const qsizetype place = QByteArray("\"\\\b\f\n\r\t").indexOf(c);
        if (place >= 0)
            json += QByteArray("\\") + "\"\\bfnrt"[place];
        else if (uchar(c) < 0x20)
            json += "\\u00" + QByteArray(1, c).toHex();
        else
            json += c;
    }
    return '"' + json + '"';
}

QString plainDigest(const MessageRow &row)
{
    QByteArrayList values{plainJson(row.roomId), QByteArray::number(row.seq)};
    for (const QString &text : {row.id, row.type, row.sender, row.senderType, row.senderName, row.targetType,
                                row.target, row.ref, row.refers})
        values += plainJson(text);
    values << QByteArray::number(row.sentAt) << plainJson(row.body);
    const QByteArray json = '[' + values.join(',') + ']';
    return QString::fromLatin1(QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex());
}

} // namespace

/// The values are what Python's json and hashlib make of the same message.
class EvidenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstOfARoom()
    {
        const QString digest = evidence::digestOf(row());
        QCOMPARE(digest, u"c1710a300aa28411fc6bc394e0b964a182a1b1e9cefc17eb7898bc7559f7ab53"_s);
        QCOMPARE(evidence::hashOf({}, digest),
                 u"118dceb5a154f4c9176aa1ede77872a20e54c0d52c0ae2217dd2d81281b092b3"_s);
    }

    void whatFollowsCoversWhatWasBefore()
    {
        const QString first = evidence::hashOf({}, evidence::digestOf(row()));
        MessageRow second = row();
        second.seq = 42;
        second.id = u"01JD0000000000000000000002"_s;
        second.senderName = u"tab\there\u001f\b\f\r"_s;
        second.body = u"{\"message\":\"둘\"}"_s;
        QCOMPARE(evidence::digestOf(second),
                 u"5f43a57bd05a0d594a6e5f001bcbb2a1f146610b4ba7f719f33644f4fc72c9eb"_s);
        QCOMPARE(evidence::hashOf(first, evidence::digestOf(second)),
                 u"4cb39ef2137616faac6f80239270b3f43930489f5b53a81909db0aeee4900fa2"_s);
    }

    /// Each escaped and each wide character at each place of a run that is written at once.
    void whateverATextHoldsTheDigestIsThatOfItsJson()
    {
        for (const QString &what :
             {u"\""_s, u"\\"_s, u"\b\f\n\r\t"_s, u"\u0001\u001f\u000b"_s, QString(QChar::Null), u"\u007f"_s,
              u"é"_s, u"글"_s, u"😀"_s, QString(QChar(0xd83d)), QString(QChar(0xde00)),
              QString(QChar(QChar::ByteOrderMark))}) {
            for (int place = 0; place <= 40; ++place) {
                MessageRow changed = row();
                changed.body = u"x"_s.repeated(place) + what + u"y"_s.repeated(40 - place);
                QCOMPARE(evidence::digestOf(changed), plainDigest(changed));
            }
        }
        MessageRow least;
        QCOMPARE(evidence::digestOf(least), plainDigest(least));
        least.seq = std::numeric_limits<qint64>::min();
        least.sentAt = std::numeric_limits<qint64>::min();
        QCOMPARE(evidence::digestOf(least), plainDigest(least));
    }

    void everyFieldCounts_data()
    {
        QTest::addColumn<MessageRow>("changed");
        const auto add = [](const char *name, auto change) {
            MessageRow changed = row();
            change(changed);
            QTest::newRow(name) << changed;
        };
        add("room", [](MessageRow &r) { r.roomId += u'X'; });
        add("seq", [](MessageRow &r) { ++r.seq; });
        add("id", [](MessageRow &r) { r.id += u'X'; });
        add("type", [](MessageRow &r) { r.type += u'X'; });
        add("sender", [](MessageRow &r) { r.sender += u'X'; });
        add("senderType", [](MessageRow &r) { r.senderType += u'X'; });
        add("senderName", [](MessageRow &r) { r.senderName += u'X'; });
        add("targetType", [](MessageRow &r) { r.targetType += u'X'; });
        add("target", [](MessageRow &r) { r.target += u'X'; });
        add("ref", [](MessageRow &r) { r.ref += u'X'; });
        add("refers", [](MessageRow &r) { r.refers += u'X'; });
        add("sentAt", [](MessageRow &r) { ++r.sentAt; });
        add("body", [](MessageRow &r) { r.body += u'X'; });
        add("one field's end in the next", [](MessageRow &r) { std::swap(r.target, r.ref); });
    }

    void everyFieldCounts()
    {
        QFETCH(const MessageRow, changed);
        QVERIFY(evidence::digestOf(changed) != evidence::digestOf(row()));
    }

    void aBlankedOneKeepsItsDigestAndNothingElseOfItsContent()
    {
        MessageRow blanked = row();
        blanked.attachmentId = u"01F"_s;
        blanked.searchText = u"여러분"_s;
        blanked.blank();
        QCOMPARE(blanked.body, evidence::digestOf(row()));
        QCOMPARE(evidence::digestOf(blanked), evidence::digestOf(row()));
        QVERIFY(blanked.deleted && blanked.attachmentId.isEmpty() && blanked.searchText.isEmpty());
        blanked.blank();
        QCOMPARE(blanked.body, evidence::digestOf(row()));
    }
};

QTEST_GUILESS_MAIN(EvidenceTest)
#include "tst_evidence.moc"
