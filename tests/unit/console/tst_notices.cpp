// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/Language.h"
#include "console/panels/NotifyPanel.h"
#include "tests/unit/client/RoomPeer.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;
using Notice = Preferences::Notice;

namespace {

/// A desktop's tray that writes down what it is given.
class PaperTray : public Tray
{
public:
    void setVisible(bool visible) override { isVisible = visible; }
    void setPicture(const QIcon &icon, const QString &text) override
    {
        picture = icon.pixmap(64, 64).toImage();
        toolTip = text;
    }
    void tell(const QString &, const QString &text) override { told.append(text); }

    bool isVisible = false;
    QImage picture;
    QString toolTip;
    QStringList told;
};

Participant person(const QString &id, const QString &name, PersonType type)
{
    Participant person;
    person.id = id;
    person.name = name;
    person.type = type;
    return person;
}

} // namespace

/// What a teacher whose eyes are elsewhere is told, and what the tray shows, while a class is played.
class NoticesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void eachKindHasItsWords_data();
    void eachKindHasItsWords();
    void aKindThatIsSwitchedOffIsNotTold_data();
    void aKindThatIsSwitchedOffIsNotTold();
    void whoComesInIsToldOnlyWhenThatIsWanted();
    void whoLooksAtTheWindowIsNotTold();
    void ownAndOldMessagesAreNoNews();
    void theTrayCountsWhatIsUnread();
    void theTrayCountsInKorean();
    void lookingAtTheWindowReadsAll();
    void theTrayIsThereWhileAClassIsHeldAndItIsWanted();
    void pressingTheTrayBringsTheWindow();

private:
    /// Another window is before the teacher's eyes.
    void lookElsewhere();
    void lookHere();
    void make(Notice kind);
    void write(const QString &text, PersonType type = PersonType::Student, qint64 age = 0);
    QAction *action(const QString &name) const { return m_panel->findChild<QAction *>(name); }

    std::unique_ptr<QTemporaryDir> m_folder; ///< of the settings, new for each case
    std::unique_ptr<Language> m_language;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<RoomPeer> m_peer;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<ClassSession> m_session;
    std::unique_ptr<QWidget> m_page;
    std::unique_ptr<QWidget> m_elsewhere;
    std::unique_ptr<NotifyPanel> m_panel;
    PaperTray *m_tray = nullptr;
    qint64 m_seq = 0;
};

void NoticesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->path());
    m_language = std::make_unique<Language>();
    m_language->use(u"en"_s);
    m_preferences = std::make_unique<Preferences>();
    m_peer = std::make_unique<RoomPeer>();
    m_api = std::make_unique<ApiClient>(m_peer->url());
    api::Room room;
    room.id = u"FTYXPM"_s;
    m_session = std::make_unique<ClassSession>(*m_api, room, u"u_t"_s);
    m_session->open();
    QTRY_VERIFY(m_peer->isHere());
    payload::Welcome welcome;
    welcome.selfId = u"u_t"_s;
    welcome.participants = {person(u"u_t"_s, u"김선생"_s, PersonType::Teacher),
                            person(u"u_1"_s, u"민준"_s, PersonType::Student)};
    m_peer->welcome(welcome);
    QTRY_COMPARE(m_session->line(), RoomConnection::State::Online);

    m_seq = 0;
    m_page = std::make_unique<QWidget>();
    m_elsewhere = std::make_unique<QWidget>();
    auto tray = std::make_unique<PaperTray>();
    m_tray = tray.get();
    m_panel = std::make_unique<NotifyPanel>(*m_preferences, std::move(tray), m_page.get());
    m_panel->setSession(m_session.get());
    m_page->show();
    m_elsewhere->show();
    lookElsewhere();
}

void NoticesTest::cleanup()
{
    m_panel.reset();
    m_elsewhere.reset();
    m_page.reset();
    m_session.reset();
    m_api.reset();
    m_peer.reset();
}

void NoticesTest::lookElsewhere()
{
    m_elsewhere->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_elsewhere.get()));
}

void NoticesTest::lookHere()
{
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void NoticesTest::write(const QString &text, PersonType type, qint64 age)
{
    Message message;
    message.type = MessageType::Send;
    message.id = u"m%1"_s.arg(++m_seq);
    message.seq = m_seq;
    message.sentAt = QDateTime::currentDateTimeUtc().addSecs(-age);
    message.sender = type == PersonType::Student ? u"u_1"_s : u"u_t"_s;
    message.senderName = type == PersonType::Student ? u"민준"_s : u"김선생"_s;
    message.senderType = type;
    message.payload = payload::Text{text};
    m_peer->say(message);
}

void NoticesTest::make(Notice kind)
{
    switch (kind) {
    case Notice::Hand: {
        Message hand;
        hand.type = MessageType::Hand;
        hand.sender = u"u_1"_s;
        hand.senderType = PersonType::Student;
        hand.payload = payload::Hand{true};
        m_peer->say(hand);
        break;
    }
    case Notice::Message:
        write(u"다 했어요"_s);
        break;
    case Notice::Arrival:
        m_peer->say(MessageType::Join, payload::People{{person(u"u_2"_s, u"서연"_s, PersonType::Student)}});
        break;
    case Notice::Line:
        m_peer->cut();
        break;
    }
}

void NoticesTest::eachKindHasItsWords_data()
{
    QTest::addColumn<Notice>("kind");
    QTest::addColumn<QString>("words");
    QTest::newRow("hand") << Notice::Hand << u"민준 raised a hand."_s;
    QTest::newRow("message") << Notice::Message << u"민준 has written."_s;
    QTest::newRow("arrival") << Notice::Arrival << u"Came in: 서연"_s;
    QTest::newRow("line") << Notice::Line << u"The connection is interrupted."_s;
}

void NoticesTest::eachKindHasItsWords()
{
    QFETCH(Notice, kind);
    QFETCH(QString, words);
    m_preferences->setNotifies(Notice::Arrival, true);
    make(kind);
    QTRY_COMPARE(m_tray->told, QStringList{words});
}

void NoticesTest::aKindThatIsSwitchedOffIsNotTold_data()
{
    QTest::addColumn<Notice>("kind");
    QTest::addColumn<QString>("name");
    QTest::newRow("hand") << Notice::Hand << u"notifyHand"_s;
    QTest::newRow("message") << Notice::Message << u"notifyMessage"_s;
    QTest::newRow("arrival") << Notice::Arrival << u"notifyArrival"_s;
    QTest::newRow("line") << Notice::Line << u"notifyLine"_s;
}

void NoticesTest::aKindThatIsSwitchedOffIsNotTold()
{
    QFETCH(Notice, kind);
    QFETCH(QString, name);
    action(name)->setChecked(true);
    QVERIFY(m_preferences->notifies(kind));
    action(name)->setChecked(false);
    QVERIFY(!m_preferences->notifies(kind));

    // What comes behind it, and is of another kind, is told alone.
    const bool isHand = kind == Notice::Hand;
    make(kind);
    if (kind == Notice::Line) {
        QTRY_VERIFY(m_session->nextTry().isValid());
        m_session->retryNow();
        QTRY_COMPARE(m_peer->visits(), 2);
        QTRY_VERIFY(m_peer->isHere());
        m_peer->welcome();
    }
    make(isHand ? Notice::Message : Notice::Hand);
    QTRY_VERIFY(!m_tray->told.isEmpty());
    QCOMPARE(m_tray->told, QStringList{isHand ? u"민준 has written."_s : u"민준 raised a hand."_s});
}

void NoticesTest::whoComesInIsToldOnlyWhenThatIsWanted()
{
    const std::pair<QString, bool> kinds[] = {{u"notifyHand"_s, true},
                                              {u"notifyMessage"_s, true},
                                              {u"notifyArrival"_s, false},
                                              {u"notifyLine"_s, true}};
    for (const auto &[name, isOn] : kinds)
        QCOMPARE(action(name)->isChecked(), isOn);
    // It is remembered: another panel of another day begins with it.
    action(u"notifyArrival"_s)->trigger();
    action(u"notifyHand"_s)->trigger();
    const NotifyPanel next(*m_preferences, std::make_unique<PaperTray>(), m_page.get());
    QVERIFY(next.findChild<QAction *>(u"notifyArrival"_s)->isChecked());
    QVERIFY(!next.findChild<QAction *>(u"notifyHand"_s)->isChecked());
}

void NoticesTest::whoLooksAtTheWindowIsNotTold()
{
    m_preferences->setNotifies(Notice::Arrival, true);
    lookHere();
    make(Notice::Hand);
    make(Notice::Message);
    make(Notice::Arrival);
    QTRY_COMPARE(m_session->participants()->studentsOnline(), 2);
    QCOMPARE(m_tray->told, QStringList());
    QCOMPARE(m_panel->unread(), 0);
    lookElsewhere();
    make(Notice::Message);
    QTRY_COMPARE(m_tray->told, QStringList{u"민준 has written."_s});
}

void NoticesTest::ownAndOldMessagesAreNoNews()
{
    write(u"어제의 글"_s, PersonType::Student, 3600);
    write(u"선생님의 글"_s, PersonType::Teacher);
    write(u"지금의 글"_s);
    QTRY_COMPARE(m_panel->unread(), 1);
    QCOMPARE(m_session->timeline()->rowCount(), 3);
    QCOMPARE(m_tray->told.size(), 1);
}

void NoticesTest::theTrayCountsWhatIsUnread()
{
    QCOMPARE(m_tray->toolTip, u"Lectern"_s);
    const auto none = m_tray->picture;
    QVERIFY(!none.isNull());
    make(Notice::Message);
    QTRY_COMPARE(m_tray->toolTip, u"Lectern: one unread message"_s);
    const auto one = m_tray->picture;
    QVERIFY(one != none);
    make(Notice::Message);
    QTRY_COMPARE(m_tray->toolTip, u"Lectern: 2 unread messages"_s);
    QVERIFY(m_tray->picture != one);
    // Counted even where nobody wants to be told.
    action(u"notifyMessage"_s)->setChecked(false);
    make(Notice::Message);
    QTRY_COMPARE(m_panel->unread(), 3);
    QCOMPARE(m_tray->told.size(), 2);
}

void NoticesTest::theTrayCountsInKorean()
{
    make(Notice::Message);
    QTRY_COMPARE(m_panel->unread(), 1);
    m_language->use(u"ko"_s);
    QTRY_COMPARE(m_tray->toolTip, u"교탁: 안 읽은 글 1개"_s);
    make(Notice::Hand);
    QTRY_COMPARE(m_tray->told.last(), u"민준 님이 손을 들었습니다."_s);
}

void NoticesTest::lookingAtTheWindowReadsAll()
{
    make(Notice::Message);
    QTRY_COMPARE(m_panel->unread(), 1);
    lookHere();
    QTRY_COMPARE(m_panel->unread(), 0);
    QCOMPARE(m_tray->toolTip, u"Lectern"_s);
}

void NoticesTest::theTrayIsThereWhileAClassIsHeldAndItIsWanted()
{
    QVERIFY(!m_tray->isVisible);
    action(u"useTray"_s)->trigger();
    QVERIFY(m_preferences->usesTray());
    QVERIFY(m_tray->isVisible);
    make(Notice::Message);
    QTRY_COMPARE(m_panel->unread(), 1);
    m_panel->setSession(nullptr);
    QVERIFY(!m_tray->isVisible);
    QCOMPARE(m_panel->unread(), 0);
    action(u"useTray"_s)->trigger();
    action(u"useTray"_s)->trigger();
    QVERIFY2(!m_tray->isVisible, "no class is held");
    m_panel->setSession(m_session.get());
    QVERIFY(m_tray->isVisible);
    action(u"useTray"_s)->trigger();
    QVERIFY(!m_tray->isVisible);
    QVERIFY(!m_preferences->usesTray());
}

void NoticesTest::pressingTheTrayBringsTheWindow()
{
    m_page->setWindowState(Qt::WindowMinimized | Qt::WindowMaximized);
    Q_EMIT m_tray->pressed();
    QTRY_VERIFY(m_page->isActiveWindow());
    QVERIFY(!m_page->isMinimized());
    QVERIFY(m_page->isMaximized());
}

QTEST_MAIN(NoticesTest)
#include "tst_notices.moc"
