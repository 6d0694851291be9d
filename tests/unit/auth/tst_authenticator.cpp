// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Authenticator.h"
#include "server/store/Accounts.h"
#include "server/store/RevokedTokens.h"
#include "tests/unit/store/StoreHouse.h"

using namespace lectern;
using namespace lectern::storetest;

/// Who a token belongs to, today.
class AuthenticatorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_house = std::make_unique<House>(u"sqlite:"_s + m_dir->filePath(u"lectern.db"_s));
        m_accounts = std::make_unique<Accounts>(m_house->database);
        m_revoked = std::make_unique<RevokedTokens>(m_house->database);
        m_authenticator = std::make_unique<Authenticator>(m_tokens, *m_accounts, *m_revoked, m_house->rooms,
                                                          std::chrono::hours(1));
        Account account;
        account.username = u"kim"_s;
        account.name = u"김선생"_s;
        account.role = Role::Admin;
        m_kim = valueOf(m_accounts->create(account)).account;
    }

    void cleanup()
    {
        m_authenticator.reset();
        m_revoked.reset();
        m_accounts.reset();
        m_house.reset();
        m_dir.reset();
    }

    void anAccountIsKnownByTodaysName()
    {
        TokenClaims claims = claimsOf({m_kim.id, u"옛 이름"_s, PersonType::Student});
        const Identity identity = valueOf(m_authenticator->identify(m_tokens.issue(claims)));
        QCOMPARE(identity.person, (Person{m_kim.id, u"김선생"_s, PersonType::Teacher}));
        QCOMPARE(identity.account->username, u"kim"_s);
        QVERIFY(!identity.member);
        QVERIFY(identity.mayEnter(u"ABCDEF"_s));
    }

    void aSignedOutDisabledOrRemovedAccountIsNot()
    {
        const QString token = m_tokens.issue(claimsOf(m_kim.person()));
        valueOf(m_accounts->setDisabled(m_kim.id, true));
        QCOMPARE(codeOf(m_authenticator->identify(token)), ErrorCode::Unauthorized);
        valueOf(m_accounts->setDisabled(m_kim.id, false));
        valueOf(m_authenticator->identify(token));
        valueOf(m_accounts->setPassword(m_kim.id, u"$argon2id$another"_s));
        QCOMPARE(codeOf(m_authenticator->identify(token)), ErrorCode::Unauthorized);
        TokenClaims fresh = claimsOf(m_kim.person());
        fresh.generation = 1;
        valueOf(m_authenticator->identify(m_tokens.issue(fresh)));
        valueOf(m_accounts->remove(m_kim.id));
        QCOMPARE(codeOf(m_authenticator->identify(m_tokens.issue(fresh))), ErrorCode::Unauthorized);
    }

    void signingOutEndsThatTokenAndNoOther()
    {
        const QString one = m_tokens.issue(claimsOf(m_kim.person())),
                      other = m_tokens.issue(claimsOf(m_kim.person()));
        QVERIFY(one != other);
        const TokenClaims claims = valueOf(m_authenticator->identify(one)).claims;
        valueOf(m_revoked->add(claims.id, claims.expiresAt));
        QCOMPARE(codeOf(m_authenticator->identify(one)), ErrorCode::Unauthorized);
        valueOf(m_authenticator->identify(other));
    }

    void theLinesOfATokenThatWasSignedOutEndWithoutWaiting()
    {
        const auto claimsOfNew = [&] {
            return valueOf(m_authenticator->identify(m_tokens.issue(claimsOf(m_kim.person())))).claims;
        };
        const TokenClaims one = claimsOfNew(), other = claimsOfNew(), third = claimsOfNew();
        QObject line, otherLine, thirdLine;
        QStringList ended;
        const auto watch = [&](QObject &session, const TokenClaims &claims, const QString &name) {
            m_authenticator->watch(&session, claims, [&ended, name](const Problem &) { ended += name; });
        };
        watch(line, one, u"one"_s);
        watch(otherLine, other, u"other"_s);
        watch(thirdLine, third, u"third"_s);
        valueOf(m_revoked->add(one.id, one.expiresAt));
        m_authenticator->checkLines();
        QTRY_COMPARE(ended, QStringList{u"one"_s});

        m_authenticator->checkLines();
        m_accounts->generations({m_kim.id}).waitForFinished(); // it has read them, and not said so yet
        m_accounts->setPassword(m_kim.id, u"$argon2id$another"_s).waitForFinished();
        m_authenticator->checkLines();
        QTRY_COMPARE(ended.size(), 3);
    }

    void aGuestIsKnownInTheirRoomAlone()
    {
        const QString room = m_house->makeRoom().id;
        const Member member = valueOf(m_house->rooms.admit(room, {{}, u"민준"_s, PersonType::Student}, {}));
        TokenClaims claims = claimsOf(member.person);
        claims.roomId = room;
        const QString token = m_tokens.issue(claims);
        const Identity identity = valueOf(m_authenticator->identify(token));
        QCOMPARE(identity.person, member.person);
        QCOMPARE(identity.member.value(), member);
        QVERIFY(!identity.account);
        QVERIFY(identity.mayEnter(room));
        QVERIFY(!identity.mayEnter(u"ABCDEF"_s));

        valueOf(m_house->people.putOut(room, member.person.id, true));
        QVERIFY(valueOf(m_authenticator->identify(token)).member->banned);
        claims.roomId = m_house->makeRoom().id;
        QCOMPARE(codeOf(m_authenticator->identify(m_tokens.issue(claims))), ErrorCode::Unauthorized);
        m_house->removeRoom(room);
        QCOMPARE(codeOf(m_authenticator->identify(token)), ErrorCode::Unauthorized);
    }

    void badTokensAreRefusedBeforeAnyLookup()
    {
        QCOMPARE(codeOf(m_authenticator->identify({})), ErrorCode::Unauthorized);
        QCOMPARE(codeOf(m_authenticator->identify(u"x.y.z"_s)), ErrorCode::Unauthorized);
        TokenClaims old = claimsOf(m_kim.person());
        old.expiresAt = old.issuedAt.addSecs(-1);
        QCOMPARE(codeOf(m_authenticator->identify(m_tokens.issue(old))), ErrorCode::TokenExpired);
    }

private:
    static TokenClaims claimsOf(const Person &person)
    {
        TokenClaims claims;
        claims.person = person;
        claims.issuedAt = QDateTime::currentDateTimeUtc();
        claims.expiresAt = claims.issuedAt.addSecs(60);
        return claims;
    }

    Tokens m_tokens{QByteArray(64, 's')};
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<House> m_house;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<RevokedTokens> m_revoked;
    std::unique_ptr<Authenticator> m_authenticator;
    Account m_kim;
};

QTEST_GUILESS_MAIN(AuthenticatorTest)
#include "tst_authenticator.moc"
