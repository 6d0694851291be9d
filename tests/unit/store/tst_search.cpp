// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreHouse.h"

using namespace lectern;
using namespace lectern::storetest;

/// What is found in a room, on either engine.
class SearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_house = std::make_unique<House>(m_databases.fresh());
        m_room = m_house->makeRoom().id;
    }

    void cleanup() { m_house.reset(); }

    void wordsInsideWordsInAnyCaseAndNormalForm()
    {
        say({u"내일까지 숙제를 하세요"_s, u"The Homework is on page 12"_s,
             u"한글날 기념식"_s.normalized(QString::NormalizationForm_D), u"ＦＵＬＬ①②"_s,
             u"띄어쓰기가   여럿인\n두 줄짜리"_s, u"🎉축하🎉 100%_of\\it 'quoted'"_s});
        QCOMPARE(found(u"숙제"_s), Seqs{1});
        QCOMPARE(found(u"일까지 숙제를"_s), Seqs{1});
        QCOMPARE(found(u"hOMEWORK"_s), Seqs{2});
        QCOMPARE(found(u"omew"_s), Seqs{2});
        QCOMPARE(found(u"글날"_s), Seqs{3});
        QCOMPARE(found(u"한글날"_s.normalized(QString::NormalizationForm_D)), Seqs{3});
        QCOMPARE(found(u"full12"_s), Seqs{4});
        QCOMPARE(found(u"여럿인 두"_s), Seqs{5});
        QCOMPARE(found(u"축하🎉"_s), Seqs{6});
        QCOMPARE(found(u"%_o"_s), Seqs{6});
        QCOMPARE(found(u"f\\i"_s), Seqs{6});
        QCOMPARE(found(u"'q"_s), Seqs{6});
        // All pairs of these are there, but not side by side.
        QCOMPARE(found(u"숙제 하"_s), Seqs{});
        QCOMPARE(found(u"100 of"_s), Seqs{});
        QCOMPARE(found(u"message"_s), Seqs{});
    }

    void aSingleCharacterAnywhere()
    {
        say({u"가나다"_s, u"나"_s, u"다나"_s, u"a 😀"_s, u"라"_s});
        QCOMPARE(found(u"나"_s), Seqs({1, 2, 3}));
        QCOMPARE(found(u"다"_s), Seqs({1, 3}));
        QCOMPARE(found(u"😀"_s), Seqs{4});
        QCOMPARE(found(u"마"_s), Seqs{});
        QCOMPARE(found(u"*"_s), Seqs{});
    }

    void pollsAndFileNames()
    {
        Message poll = text(m_room, u"teacher-kim"_s, {});
        poll.type = MessageType::Poll;
        poll.payload = payload::Poll{u"이해했나요?"_s, {u"그럼요"_s, u"아직이요"_s}};
        Message file = text(m_room, u"teacher-kim"_s, u"읽어 오세요"_s);
        file.type = MessageType::File;
        file.attachment = Attachment{.id = u"01F"_s, .name = u"학습지-3.pdf"_s, .size = 1};
        append(m_house->log, {poll, file});
        QCOMPARE(found(u"이해"_s), Seqs{1});
        QCOMPARE(found(u"아직"_s), Seqs{1});
        QCOMPARE(found(u"습지-3"_s), Seqs{2});
        QCOMPARE(found(u"읽어"_s), Seqs{2});
        QCOMPARE(found(u"01F"_s), Seqs{});
    }

    void onlyInThisRoomAndOnlyWhatTheReaderMaySee()
    {
        append(m_house->log, {text(m_house->makeRoom().id, u"s1"_s, u"비밀"_s)});
        Message toTeachers = text(m_room, u"s1"_s, u"비밀"_s);
        toTeachers.targetType = TargetType::Teacher;
        Message toS2 = text(m_room, u"teacher-kim"_s, u"비밀"_s);
        toS2.target = u"s2"_s;
        append(m_house->log, {text(m_room, u"s1"_s, u"비밀"_s), toTeachers, toS2});
        const auto foundBy = [this](const QString &reader, bool teacher) {
            return found(Ask{.readerId = reader, .readerIsTeacher = teacher, .search = u"비밀"_s});
        };
        QCOMPARE(foundBy({}, false), Seqs({1, 2, 3}));
        QCOMPARE(foundBy(u"s1"_s, false), Seqs({1, 2}));
        QCOMPARE(foundBy(u"s2"_s, false), Seqs({1, 3}));
        QCOMPARE(foundBy(u"s3"_s, false), Seqs{1});
        QCOMPARE(foundBy(u"teacher-lee"_s, true), Seqs({1, 2}));
    }

    void pageByPage()
    {
        QStringList texts;
        for (int i = 1; i <= 30; ++i)
            texts += (i % 3 ? u"군말 %1"_s : u"숙제 %1"_s).arg(i);
        say(texts);
        QCOMPARE(found(Ask{.limit = 4, .search = u"숙제"_s}), Seqs({21, 24, 27, 30}));
        QCOMPARE(found(Ask{.before = 21, .limit = 4, .search = u"숙제"_s}), Seqs({9, 12, 15, 18}));
        QCOMPARE(found(Ask{.before = 3, .limit = 4, .search = u"숙제"_s}), Seqs{});
        QCOMPARE(found(Ask{.before = 0, .limit = 4, .search = u"숙제"_s}), Seqs{});
        QCOMPARE(found(Ask{.after = 10, .limit = 3, .search = u"숙제"_s}), Seqs({12, 15, 18}));
        QCOMPARE(found(Ask{.after = 10, .before = 16, .search = u"숙제"_s}), Seqs({12, 15}));
        QCOMPARE(found(Ask{.after = 30, .search = u"숙제"_s}), Seqs{});
        QCOMPARE(found(Ask{.limit = 0, .search = u"숙제"_s}), Seqs{});
    }

    void acrossTheEndOfTheIndex()
    {
        say({u"숙제 1"_s, u"군말"_s, u"숙제 3"_s});
        m_house->index();
        say({u"숙제 4"_s, u"군말"_s, u"숙제 6"_s});
        QCOMPARE(foundNow(Ask{.search = u"숙제"_s}), Seqs({1, 3, 4, 6}));
        QCOMPARE(foundNow(Ask{.limit = 3, .search = u"숙제"_s}), Seqs({3, 4, 6}));
        QCOMPARE(foundNow(Ask{.limit = 2, .search = u"숙제"_s}), Seqs({4, 6}));
        QCOMPARE(foundNow(Ask{.before = 6, .limit = 2, .search = u"숙제"_s}), Seqs({3, 4}));
        QCOMPARE(foundNow(Ask{.after = 1, .limit = 2, .search = u"숙제"_s}), Seqs({3, 4}));
        QCOMPARE(foundNow(Ask{.after = 0, .limit = 1, .search = u"숙제"_s}), Seqs{1});
        QCOMPARE(foundNow(Ask{.after = 4, .search = u"숙제"_s}), Seqs{6});
    }

    void theIndexFollowsByItself()
    {
        say(QStringList(100, u"따라오는 말"_s));
        QTRY_COMPARE_WITH_TIMEOUT(indexed(), 100, 30'000);
    }

    void whatAnotherRunLeftIsIndexedAtTheNextStart()
    {
        const QString url = m_databases.fresh();
        m_house = std::make_unique<House>(url);
        m_room = m_house->makeRoom().id;
        say({u"남긴 말"_s});
        m_house.reset();
        m_house = std::make_unique<House>(url);
        QTRY_COMPARE_WITH_TIMEOUT(indexed(), 1, 30'000);
    }

    void messagesThatCameWithoutTermsGetThem()
    {
        say({u"옮겨 온 말"_s, u"그림 없는 말"_s});
        m_house->index();
        valueOf(m_house->database.run<int>([postgres = m_databases.arePostgres()](Sql &sql) {
            return sql.execute(postgres ? u"UPDATE message SET terms = ''"_s
                                        : u"DELETE FROM indexed_message"_s);
        }));
        QCOMPARE(indexed(), 0);
        m_house->index();
        QCOMPARE(indexed(), 2);
        QCOMPARE(foundNow(Ask{.search = u"옮겨"_s}), Seqs{1});
    }

    void whatIsDeletedIsGoneFromTheIndexToo()
    {
        const Message first = text(m_room, u"s1"_s, u"지울 말"_s);
        const Message second = text(m_room, u"s1"_s, u"지울 말"_s);
        append(m_house->log, {first, removal(first)}); // in one batch
        append(m_house->log, {second});
        append(m_house->log, {removal(second)});
        QCOMPARE(found(u"지울"_s), Seqs{});
        QCOMPARE(found(u"지"_s), Seqs{});
        QVERIFY(!indexHas(u"지울"_s));
        const Message third = text(m_room, u"s1"_s, u"지울 말"_s);
        append(m_house->log, {third});
        m_house->index();
        QVERIFY(indexHas(u"지울"_s));
        append(m_house->log, {removal(third)});
        QVERIFY(!indexHas(u"지울"_s));
        say({u"지울 말"_s});
        QCOMPARE(found(u"지울"_s), Seqs{7});
        QVERIFY(indexHas(u"지울"_s));
    }

    void aRemovedRoomLeavesNothingInTheIndex()
    {
        say({u"떠날 방"_s, u"떠날 방"_s});
        m_house->index();
        QVERIFY(indexHas(u"떠날"_s));
        const QString staying = m_house->makeRoom().id;
        m_house->removeRoom(m_room);
        QVERIFY(!indexHas(u"떠날"_s));
        append(m_house->log, {text(staying, u"s1"_s, u"남을 방"_s)});
        QCOMPARE(valueOf(m_house->log.read(staying, Ask{.search = u"남을"_s})).size(), 1);
        QCOMPARE(valueOf(m_house->log.read(staying, Ask{.search = u"떠날"_s})).size(), 0);
    }

    void aTextOfOddCharactersIsStoredAndFound()
    {
        say({u"널"_s + QChar::Null + u"문자 끝"_s, u"\u202e거꾸로\u202c"_s, QString(4'000, u'가') + u"나"_s});
        QCOMPARE(found(u"널문자"_s), Seqs{1});
        QCOMPARE(found(u"거꾸로"_s), Seqs{2});
        QCOMPARE(found(u"가나"_s), Seqs{3});
        QCOMPARE(found(QString(900, u'가') + u"나"_s), Seqs{3});
        QCOMPARE(codeOf(m_house->log.read(m_room, Ask{.search = QString(1'001, u'가')})),
                 ErrorCode::BadRequest);
    }

private:
    using Seqs = QList<qint64>;

    void say(const QStringList &texts)
    {
        QList<Message> messages;
        for (const QString &words : texts)
            messages += text(m_room, u"s1"_s, words);
        append(m_house->log, messages);
    }

    Message removal(const Message &message) const
    {
        Message removal = text(m_room, message.sender, {});
        removal.type = MessageType::Delete;
        removal.payload = {};
        removal.refers = message.id;
        return removal;
    }

    /// The same before the newest are indexed and after.
    Seqs found(const HistoryQuery &query)
    {
        const Seqs before = foundNow(query);
        m_house->index();
        const Seqs after = foundNow(query);
        if (before != after) qCritical() << "by their texts:" << before << "by their terms:" << after;
        return before == after ? after : Seqs{-1};
    }

    Seqs foundNow(const HistoryQuery &query)
    {
        Seqs seqs;
        for (const Message &message : valueOf(m_house->log.read(m_room, query)))
            seqs += message.seq;
        return seqs;
    }

    Seqs found(const QString &search) { return found(Ask{.search = search}); }

    /// Whether any message of any room is found by the first pair of that text: the text itself is not
    /// looked at.
    bool indexHas(const QString &two)
    {
        const QString pair =
            QString::number(two[0].unicode(), 16) + u'x' + QString::number(two[1].unicode(), 16);
        return valueOf(m_house->database.run<bool>(
            [pair, postgres = m_databases.arePostgres()](Sql &sql) -> Result<bool> {
                const QString condition =
                    postgres ? u"array_to_tsvector(string_to_array(terms, ' ')) @@ CAST(? AS tsquery)"_s
                             : u"message_search MATCH ?"_s;
                const auto rows =
                    sql.rows<int>(u"SELECT 1 FROM "_s + (postgres ? u"message"_s : u"message_search"_s) +
                                      u" WHERE "_s + condition,
                                  {pair}, [](const SqlRow &) { return 1; });
                if (!rows) return std::unexpected(rows.error());
                return !rows->isEmpty();
            }));
    }

    /// How many messages, of any room, can be found by their terms.
    int indexed()
    {
        const QString count = m_databases.arePostgres() ? u"SELECT count(*) FROM message WHERE terms <> ''"_s
                                                        : u"SELECT count(*) FROM indexed_message"_s;
        return valueOf(m_house->database.run<QList<int>>([count](Sql &sql) {
                   return sql.rows<int>(count, {}, [](const SqlRow &row) { return row.value(0).toInt(); });
               }))
            .first();
    }

    TestDatabases m_databases;
    std::unique_ptr<House> m_house;
    QString m_room;
};

QTEST_GUILESS_MAIN(SearchTest)
#include "tst_search.moc"
