// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeAvahi.h"

#include "console/pages/SignInPage.h"
#include "console/session/LanServers.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;

/// Servers that say in the network that they are there: found, chosen, gone, and none where Avahi is not.
class LanServersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void withoutABusThereAreNone();
    void whatIsThereAlreadyIsFound();
    void aServerThatComesLaterIsFoundAndGoesAgain();
    void theAddressIsTakenWhereTheNameDoesNotResolve();
    void eachIsThereOnceHoweverManyNetworkCards();
    void avahiMayBeStartedLater();
    void aFoundServerIsOnePressAway();

private:
    QTemporaryDir m_settings;
    std::unique_ptr<FakeAvahi> m_avahi;
};

void LanServersTest::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"); // no keychain either
}

void LanServersTest::init()
{
    m_avahi = std::make_unique<FakeAvahi>();
    QVERIFY2(m_avahi->startBus(), "dbus-daemon is expected");
}

void LanServersTest::cleanup()
{
    m_avahi.reset();
}

void LanServersTest::withoutABusThereAreNone()
{
    LanServers servers(QDBusConnection::connectToBus(u"unix:path=/nonexistent"_s, u"nowhere"_s));
    servers.start();
    QVERIFY(servers.servers().isEmpty());
}

void LanServersTest::whatIsThereAlreadyIsFound()
{
    QVERIFY(m_avahi->appear());
    m_avahi->announce(u"Lectern on schoolpc"_s, {u"localhost"_s, u"127.0.0.1"_s, 8443, true});
    LanServers servers(m_avahi->connection());
    servers.start();
    QTRY_COMPARE(servers.servers(),
                 QList<LanServer>({{u"Lectern on schoolpc"_s, QUrl(u"https://localhost:8443"_s)}}));
}

void LanServersTest::aServerThatComesLaterIsFoundAndGoesAgain()
{
    QVERIFY(m_avahi->appear());
    LanServers servers(m_avahi->connection());
    servers.start();
    m_avahi->announce(u"A"_s, {u"localhost"_s, u"127.0.0.1"_s, 80, false});
    QTRY_COMPARE(servers.servers(), QList<LanServer>({{u"A"_s, QUrl(u"http://localhost"_s)}}));
    m_avahi->withdraw(u"A"_s);
    QTRY_VERIFY(servers.servers().isEmpty());
}

void LanServersTest::theAddressIsTakenWhereTheNameDoesNotResolve()
{
    QVERIFY(m_avahi->appear());
    m_avahi->announce(u"A"_s, {u"nowhere.invalid"_s, u"192.0.2.7"_s, 8080, false});
    LanServers servers(m_avahi->connection());
    servers.start();
    QTRY_COMPARE(servers.servers(), QList<LanServer>({{u"A"_s, QUrl(u"http://192.0.2.7:8080"_s)}}));
}

void LanServersTest::eachIsThereOnceHoweverManyNetworkCards()
{
    QVERIFY(m_avahi->appear());
    LanServers servers(m_avahi->connection());
    servers.start();
    m_avahi->announce(u"A"_s, {u"localhost"_s, u"127.0.0.1"_s, 8080, false});
    QTRY_COMPARE(servers.servers().size(), 1);
    m_avahi->announce(u"A"_s, {u"localhost"_s, u"127.0.0.1"_s, 8080, false});
    m_avahi->announce(u"B"_s, {u"localhost"_s, u"127.0.0.1"_s, 8081, false});
    QTRY_VERIFY(!servers.servers().isEmpty() && servers.servers().last().name == u"B"_s);
    QCOMPARE(servers.servers().size(), 2);
}

void LanServersTest::avahiMayBeStartedLater()
{
    LanServers servers(m_avahi->connection());
    servers.start();
    m_avahi->announce(u"A"_s, {u"localhost"_s, u"127.0.0.1"_s, 8080, false});
    QVERIFY(m_avahi->appear());
    QTRY_COMPARE(servers.servers().size(), 1);
    m_avahi->vanish();
    QTRY_VERIFY(servers.servers().isEmpty());
}

void LanServersTest::aFoundServerIsOnePressAway()
{
    QVERIFY(m_avahi->appear());
    LanServers servers(m_avahi->connection());
    Account account;
    Preferences preferences;
    SignInPage page(account, preferences, servers);
    page.show();
    QVERIFY(!page.findChild<QLabel *>(u"foundServers"_s)->isVisible());
    servers.start();
    m_avahi->announce(u"Lectern on schoolpc"_s, {u"localhost"_s, u"127.0.0.1"_s, 8443, true});
    QTRY_VERIFY(page.findChild<QPushButton *>(u"foundServer"_s));
    auto *found = page.findChild<QPushButton *>(u"foundServer"_s);
    QVERIFY(found->text().contains(u"Lectern on schoolpc"_s));
    QTest::mouseClick(found, Qt::LeftButton);
    QCOMPARE(page.findChild<QComboBox *>(u"server"_s)->currentText(), u"https://localhost:8443"_s);
}

QTEST_MAIN(LanServersTest)
#include "tst_lanservers.moc"
