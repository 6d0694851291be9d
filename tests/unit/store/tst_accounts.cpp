// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreHouse.h"

#include "server/store/Accounts.h"

using namespace lectern;
using namespace lectern::storetest;

/// The people with an account.
class AccountsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_url = m_databases.fresh();
        m_house = std::make_unique<House>(m_url);
        m_accounts = std::make_unique<Accounts>(m_house->database);
    }

    void cleanup()
    {
        m_accounts.reset();
        m_house.reset();
    }

    void aNewAccountIsFoundByAllItsNames()
    {
        const auto created = make(u"Kim"_s, u"kim@school.kr"_s);
        QCOMPARE(created.conflict, Accounts::Conflict::None);
        const Account account = created.account;
        QVERIFY(account.id.startsWith(u"u_"_s));
        QVERIFY(account.createdAt.isValid());
        for (const auto &found :
             {valueOf(m_accounts->byId(account.id)), valueOf(m_accounts->byUsername(u"kIM"_s)),
              valueOf(m_accounts->byEmail(u"KIM@school.kr"_s))}) {
            QVERIFY(found);
            QCOMPARE(found->id, account.id);
            QCOMPARE(found->username, u"Kim"_s);
            QCOMPARE(found->name, u"김선생"_s);
            QCOMPARE(found->email, u"kim@school.kr"_s);
            QCOMPARE(found->role, Role::Teacher);
            QCOMPARE(found->passwordHash, u"$argon2id$x"_s);
            QVERIFY(!found->disabled);
        }
        QVERIFY(!valueOf(m_accounts->byUsername({})));
        QVERIFY(!valueOf(m_accounts->byEmail({})));
        QVERIFY(!valueOf(m_accounts->byId(u"u_nobody"_s)));
    }

    void twoCannotShareANameOrAnAddress()
    {
        make(u"kim"_s, u"kim@school.kr"_s);
        QCOMPARE(make(u"KIM"_s, u"other@school.kr"_s).conflict, Accounts::Conflict::Username);
        QCOMPARE(make(u"other"_s, u"Kim@School.kr"_s).conflict, Accounts::Conflict::Email);
        QCOMPARE(make(u"lee"_s, {}).conflict, Accounts::Conflict::None);
        QCOMPARE(make(u"park"_s, {}).conflict, Accounts::Conflict::None);
        QStringList names;
        for (const Account &account : valueOf(m_accounts->all()))
            names.append(account.username);
        QCOMPARE(names, QStringList({u"kim"_s, u"lee"_s, u"park"_s}));
    }

    void anotherPasswordEndsOlderTokens()
    {
        const QString id = make(u"kim"_s, {}).account.id;
        QCOMPARE(valueOf(m_accounts->setPassword(id, u"$argon2id$y"_s)), 1);
        const Account now = valueOf(m_accounts->byId(id)).value();
        QCOMPARE(now.passwordHash, u"$argon2id$y"_s);
        QCOMPARE(now.tokenGeneration, 1);
        QCOMPARE(codeOf(m_accounts->setPassword(u"u_nobody"_s, {})), ErrorCode::UserNotFound);
    }

    void removedAndDisabled()
    {
        const QString id = make(u"kim"_s, {}).account.id;
        QVERIFY(valueOf(m_accounts->setDisabled(id, true)));
        QVERIFY(valueOf(m_accounts->byId(id))->disabled);
        QVERIFY(valueOf(m_accounts->remove(id)));
        QVERIFY(!valueOf(m_accounts->remove(id)));
        QVERIFY(!valueOf(m_accounts->setDisabled(id, true)));
        QCOMPARE(make(u"kim"_s, {}).conflict, Accounts::Conflict::None);
    }

private:
    Accounts::Created make(const QString &username, const QString &email)
    {
        Account account;
        account.username = username;
        account.name = u"김선생"_s;
        account.email = email;
        account.role = Role::Teacher;
        account.passwordHash = u"$argon2id$x"_s;
        return valueOf(m_accounts->create(account));
    }

    TestDatabases m_databases;
    QString m_url;
    std::unique_ptr<House> m_house;
    std::unique_ptr<Accounts> m_accounts;
};

QTEST_GUILESS_MAIN(AccountsTest)
#include "tst_accounts.moc"
