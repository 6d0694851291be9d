// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/export/EntryName.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// Names that people gave, as names that every system takes.
class EntryNameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsOrdinaryNames()
    {
        for (const auto &name :
             {u"칠판 사진.png"_s, u"a (2).tar.gz"_s, u"👩‍🏫.jpg"_s, u"준비물"_s, u"50%.txt"_s})
            QCOMPARE(safeFileName(name), name);
    }

    void takesOutWhatSomeSystemRefuses_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("safe");
        const auto row = [](const char *what, const QString &name, const QString &safe) {
            QTest::newRow(what) << name << safe;
        };
        row("reserved on Windows", u"<a>:\"b\"?*|.txt"_s, u"_a___b____.txt"_s);
        row("folders", u"../../etc/passwd"_s, u".._.._etc_passwd"_s);
        row("Windows folders", u"C:\\boot.ini"_s, u"C__boot.ini"_s);
        row("control characters", u"a\u0000b\u001fc\u007f.txt"_s, u"a_b_c_.txt"_s);
        row("direction", u"cod\u202Egpj.exe"_s, u"cod_gpj.exe"_s);
        row("lines", u"한\u2028줄.txt"_s, u"한_줄.txt"_s);
        row("blanks", u"  a \t b  .txt "_s, u"a _ b .txt"_s);
        row("dots at the end", u"끝. . ."_s, u"끝"_s);
        row("nothing", u""_s, u"file"_s);
        row("dots only", u".."_s, u"file"_s);
        row("half a character", u"a"_s + QChar(0xD800) + u"b.txt"_s, u"a_b.txt"_s);
        row("decomposed", u"한글.txt"_s.normalized(QString::NormalizationForm_D), u"한글.txt"_s);
    }

    void takesOutWhatSomeSystemRefuses()
    {
        QFETCH(QString, name);
        QFETCH(QString, safe);
        QCOMPARE(safeFileName(name), safe);
        QCOMPARE(safeFileName(safe), safe);
    }

    void shortensAndKeepsTheEnding()
    {
        for (const auto &stem : {u"가"_s, u"a"_s, u"é"_s, u"😀"_s}) {
            const QString name = safeFileName(stem.repeated(300) + u".jpeg"_s);
            QVERIFY(name.endsWith(u".jpeg"));
            QVERIFY(name.startsWith(stem));
            QVERIFY2(name.toUtf8().size() <= 150 && name.toUtf8().size() > 146, qPrintable(name));
        }
        QVERIFY(safeFileName(u"가.가나다라마바사아자차카타파하"_s.repeated(30)).toUtf8().size() <= 150);
    }

    void numbersTellNamesApart()
    {
        QCOMPARE(fileEntryName(1, u"칠판.png"_s), u"files/0001-칠판.png"_s);
        QCOMPARE(fileEntryName(12'345, u"a%1.png"_s), u"files/12345-a%1.png"_s);
        QCOMPARE(fileEntryName(7, u"CON"_s), u"files/0007-CON"_s);
    }
};

QTEST_APPLESS_MAIN(EntryNameTest)
#include "tst_entryname.moc"
