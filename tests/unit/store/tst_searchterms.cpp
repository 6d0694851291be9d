// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SearchTerms.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// What a text is found by, and what is asked for.
class SearchTermsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsThatReadAlikeAreAlike()
    {
        using searchterms::searchable;
        QCOMPARE(searchable(u"숙제"_s.normalized(QString::NormalizationForm_D)), u"숙제"_s);
        QCOMPARE(searchable(u"  ÉTUDE\n\n ＡＢＣ ①\t"_s), u"étude abc 1"_s);
        QCOMPARE(searchable(u"a"_s + QChar::Null + u"b"_s), u"ab"_s);
        QCOMPARE(searchable(u" \n "_s), QString());
    }

    void aMessageHasItsRoomItsPairsAndItsEnd()
    {
        QCOMPARE(searchterms::termsOf(u"FTYXPM"_s, u"숙제"_s), "rFTYXPM c219xc81c c81cx"_ba);
        QCOMPARE(searchterms::termsOf(u"FTYXPM"_s, u"a b"_s), "rFTYXPM 20x62 61x20 62x"_ba);
        QCOMPARE(searchterms::termsOf(u"FTYXPM"_s, u"😀"_s), "rFTYXPM 1f600x"_ba);
        QCOMPARE(searchterms::termsOf(u"FTYXPM"_s, u"aaaa"_s), "rFTYXPM 61x 61x61"_ba); // each once
        QCOMPARE(searchterms::termsOf(u"FTYXPM"_s, u""_s), QByteArray());
    }

    void severalCharactersAskForTheirPairsOneForABeginning()
    {
        QCOMPARE(searchterms::fts5Query(u"FTYXPM"_s, u"숙제를"_s), u"rFTYXPM c219xc81c c81cxb97c"_s);
        QCOMPARE(searchterms::tsQuery(u"FTYXPM"_s, u"숙제를"_s), u"rFTYXPM & c219xc81c & c81cxb97c"_s);
        QCOMPARE(searchterms::fts5Query(u"FTYXPM"_s, u"숙"_s), u"rFTYXPM c219x*"_s);
        QCOMPARE(searchterms::tsQuery(u"FTYXPM"_s, u"숙"_s), u"rFTYXPM & c219x:*"_s);
    }

    void aQueryIsMadeOfLettersAndDigitsWhateverIsAskedFor()
    {
        static const QRegularExpression plain(u"^[a-zA-Z0-9]+( [a-zA-Z0-9]+)*\\*?$"_s);
        for (const QString &text :
             {u"\" OR 1"_s, u"NOT (a)"_s, u"*"_s, u"terms:x"_s, u"'; DROP TABLE"_s, u"😀가"_s})
            QVERIFY(plain.match(searchterms::fts5Query(u"FTYXPM"_s, text)).hasMatch());
    }

    void aLongQueryAsksForNoMoreThanHelps()
    {
        QString text;
        for (char16_t c = u'가'; c < u'가' + 1'000; ++c)
            text += QChar(c);
        QCOMPARE(searchterms::fts5Query(u"FTYXPM"_s, text).count(u' '), 16);
    }
};

QTEST_GUILESS_MAIN(SearchTermsTest)
#include "tst_searchterms.moc"
