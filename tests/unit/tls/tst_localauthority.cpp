// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tls/LocalAuthority.h"

#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslKey>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// What Qt, which knows nothing of how it was made, thinks of the certificates.
class LocalAuthorityTest : public QObject
{
    Q_OBJECT

    static inline const QStringList kNames{u"school.example"_s, u"10.0.0.7"_s, u"fd00::7"_s};
    tls::IssuedPair m_authority;

    static QSslCertificate certificate(const tls::IssuedPair &pair)
    {
        return QSslCertificate(pair.certificate);
    }

    static tls::IssuedPair must(const Result<tls::IssuedPair> &pair)
    {
        if (!pair) qFatal("%s", qPrintable(pair.error().detail));
        return *pair;
    }

    /// To who trusts this authority and no other.
    static QList<QSslError::SslError> errors(const tls::IssuedPair &authority, const tls::IssuedPair &server,
                                             const QString &host)
    {
        QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
        trusting.setCaCertificates({certificate(authority)});
        QSslConfiguration::setDefaultConfiguration(trusting);
        QList<QSslError::SslError> found;
        for (const QSslError &error : QSslCertificate::verify({certificate(server)}, host))
            found += error.error();
        return found;
    }

private Q_SLOTS:
    void initTestCase() { m_authority = must(tls::makeAuthority(kNames)); }

    void aServersCertificateIsGoodForItsNames()
    {
        const auto server = must(tls::issueServer(m_authority, kNames));
        QCOMPARE(errors(m_authority, server, u"school.example"_s), QList<QSslError::SslError>{});
        QVERIFY(errors(m_authority, server, u"other.example"_s).contains(QSslError::HostNameMismatch));
        const auto names = certificate(server).subjectAlternativeNames();
        QCOMPARE(names.values(QSsl::DnsEntry), QStringList{u"school.example"_s});
        QCOMPARE(names.values(QSsl::IpAddressEntry).size(), 2);
    }

    void anotherAuthorityDoesNotVouchForIt()
    {
        const auto server = must(tls::issueServer(m_authority, kNames));
        const auto other = must(tls::makeAuthority(kNames));
        QVERIFY(!errors(other, server, u"school.example"_s).isEmpty());
    }

    /// Whoever has its key makes no bank of themselves.
    void itCountsForNoOtherName()
    {
        const auto bank = must(tls::issueServer(m_authority, {u"bank.example"_s}));
        QVERIFY(!errors(m_authority, bank, u"bank.example"_s).isEmpty());
        const auto below = must(tls::issueServer(m_authority, {u"school.example.evil.example"_s}));
        QVERIFY(!errors(m_authority, below, u"school.example.evil.example"_s).isEmpty());
        const auto publicAddress =
            must(tls::issueServer(m_authority, {u"school.example"_s, u"203.0.113.5"_s}));
        QVERIFY(!errors(m_authority, publicAddress, u"school.example"_s).isEmpty());
        const auto privateAddress =
            must(tls::issueServer(m_authority, {u"school.example"_s, u"192.168.0.5"_s}));
        QCOMPARE(errors(m_authority, privateAddress, u"school.example"_s), QList<QSslError::SslError>{});
    }

    void theyLastAsLongAsDevicesTakeThem()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const auto days = [&](const tls::IssuedPair &pair) {
            return now.daysTo(certificate(pair).expiryDate());
        };
        QVERIFY(days(m_authority) >= 3649 && days(m_authority) <= 3653);
        const auto server = must(tls::issueServer(m_authority, kNames));
        QVERIFY(days(server) >= 819 && days(server) <= 820);
        QVERIFY(certificate(server).effectiveDate() <= now);
    }

    void eachHasAKeyAndANumberOfItsOwn()
    {
        const auto one = must(tls::issueServer(m_authority, kNames)),
                   two = must(tls::issueServer(m_authority, kNames));
        QVERIFY(one.key != two.key);
        QVERIFY(certificate(one).serialNumber() != certificate(two).serialNumber());
        const QSslKey key(one.key, QSsl::Ec);
        QVERIFY(!key.isNull());
        QCOMPARE(key.length(), 256);
    }

    void theFingerprintIsWhatPeopleCompare()
    {
        const QString expected =
            QString::fromLatin1(certificate(m_authority).digest(QCryptographicHash::Sha256).toHex(':'))
                .toUpper();
        QCOMPARE(tls::fingerprint(m_authority.certificate), expected);
        QCOMPARE(expected.size(), 95);
        QCOMPARE(tls::fingerprint("no certificate"_ba), QString());
    }

    void whatIsNoAuthoritySignsNothing()
    {
        QVERIFY(!tls::issueServer({m_authority.certificate, "no key"_ba}, kNames));
        QVERIFY(!tls::issueServer({"no certificate"_ba, m_authority.key}, kNames));
    }
};

QTEST_GUILESS_MAIN(LocalAuthorityTest)
#include "tst_localauthority.moc"
