// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SearchTerms.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <set>
#include <utility>

using namespace lectern;
using namespace Qt::StringLiterals;

/// What a text is found by, and what is asked for.
namespace {

/// The definitions, as plainly as they can be written.
QString plainSearchable(const QString &text)
{
    return text.normalized(QString::NormalizationForm_KC).toCaseFolded().remove(QChar::Null).simplified();
}

QByteArray plainTerms(const QString &roomId, const QString &searchText)
{
    if (searchText.isEmpty()) return {};
    const QList<uint> characters = searchText.toUcs4();
    std::set<std::pair<uint, uint>> pairs;
    for (qsizetype i = 0; i < characters.size(); ++i)
        pairs.emplace(characters[i], characters.value(i + 1));
    QByteArray terms = 'r' + roomId.toLatin1();
    for (const auto &[first, second] : pairs)
        terms += ' ' + QByteArray::number(first, 16) + 'x' +
                 (second != 0 ? QByteArray::number(second, 16) : QByteArray());
    return terms;
}

/// Short and long texts of the characters that something may be made of.
QStringList anyTexts()
{
    const QList<uint> characters{
        0,      1,      '\t',   '\n',   '\v',   '\f',   '\r',   0x1c,   0x1f,   ' ',     ' ',    '!',
        '0',    '@',    'A',    'Z',    '[',    '`',    'a',    'z',    '{',    0x7f,    0x80,   0x85,
        0xa0,   0xad,   0xc9,   0xe9,   0x130,  0x301,  0x3a3,  0x1100, 0x1161, 0x11a8,  0x1e9e, 0x2003,
        0x200b, 0x2028, 0x2460, 0x3000, 0x3131, 0x4e00, 0xabff, 0xac00, 0xac01, 0xd638,  0xd7a3, 0xd7a4,
        0xd83d, 0xde00, 0xf900, 0xfb01, 0xfeff, 0xff21, 0xff76, 0xff9e, 0xfffd, 0x1f600, 0x1d400};
    QRandomGenerator random(1);
    QStringList texts;
    for (int i = 0; i < 20'000; ++i) {
        QString text;
        // Every other one of ASCII and Hangul alone.
        const bool isPlain = i % 2 == 0;
        for (int left = random.bounded(i % 8 < 6 ? 40 : 400); left > 0; --left) {
            const uint c = characters[random.bounded(int(characters.size()))];
            if (isPlain && c >= 0x80 && (c < 0xac00 || c > 0xd7a3)) continue;
            if (c < 0x10000)
                text += QChar(char16_t(c));
            else
                text += QChar::fromUcs4(c);
        }
        texts.append(text);
    }
    return texts;
}

} // namespace

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

    void whicheverWayATextIsMadeSearchableItIsTheSame()
    {
        for (const QString &text : anyTexts())
            QCOMPARE(searchterms::searchable(text), plainSearchable(text));
    }

    void eachCharacterOfTheFirstPlaneIsMadeSearchableAlike()
    {
        for (char32_t c = 0; c < 0x10000; ++c) {
            const QString text = u"aB"_s + QChar(char16_t(c)) + u"가 "_s;
            QCOMPARE(searchterms::searchable(text), plainSearchable(text));
        }
    }

    void theTermsAreThoseOfThePlainDefinition()
    {
        for (const QString &text : anyTexts())
            QCOMPARE(searchterms::termsOf(u"FTYXPM"_s, text), plainTerms(u"FTYXPM"_s, text));
        const QString same = u"가"_s.repeated(100);
        for (const QString &text :
             {same, same + u'나', u'나' + same, same + u"😀"_s, u"😀"_s + same, anyTexts().join(QString())})
            QCOMPARE(searchterms::termsOf(u"FTYXPM"_s, text), plainTerms(u"FTYXPM"_s, text));
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
