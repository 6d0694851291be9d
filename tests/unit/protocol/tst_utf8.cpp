// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Utf8.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

/// At every place of a text that is longer than what is copied at once.
QStringList atEveryPlace(const QString &what)
{
    QStringList texts;
    const QString around = u"abcdefghijklmnopqrstuvwxyz0123456789ABCD"_s;
    for (qsizetype place = 0; place <= around.size(); ++place)
        texts.append(around.left(place) + what + around.mid(place));
    return texts;
}

} // namespace

class Utf8Test : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBytesAreQts_data()
    {
        QTest::addColumn<QString>("what");
        QTest::newRow("nothing") << QString();
        QTest::newRow("NUL") << QString(QChar::Null);
        QTest::newRow("the ends of one byte") << u"\u0001\u007f"_s;
        QTest::newRow("the ends of two") << u"\u0080\u07ff"_s;
        QTest::newRow("the ends of three") << u"\u0800\ud7ff\ue000\uffff"_s;
        QTest::newRow("the ends of four") << u"\U00010000\U0010ffff"_s;
        QTest::newRow("Hangul") << u"여러분"_s;
        QTest::newRow("a family") << u"👩‍👩‍👧‍👦"_s;
        QTest::newRow("byte order mark") << QString(QChar(QChar::ByteOrderMark));
        QTest::newRow("first half") << QString(QChar(0xd83d));
        QTest::newRow("second half") << QString(QChar(0xde00));
        QTest::newRow("the wrong way round") << QString(QChar(0xde00)) + QChar(0xd83d);
        QTest::newRow("second half twice") << QString(2, QChar(0xde00));
        QTest::newRow("first half twice") << QString(QChar(0xd83d)) + u"😀"_s;
    }

    void theBytesAreQts()
    {
        QFETCH(const QString, what);
        const QStringList texts = atEveryPlace(what) + QStringList{what};
        for (const QString &text : texts) {
            QByteArray bytes(utf8::mostOf(text.size()), 'x');
            bytes.truncate(utf8::write(bytes.data(), text) - bytes.data());
            QCOMPARE(bytes, text.toUtf8());
            QCOMPARE(utf8::sizeOf(text), bytes.size());
        }
    }
};

QTEST_GUILESS_MAIN(Utf8Test)
#include "tst_utf8.moc"
