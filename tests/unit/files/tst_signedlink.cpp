// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/SignedLink.h"

#include <QtCore/QUrl>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// Links that open one file until a moment.
class SignedLinkTest : public QObject
{
    Q_OBJECT

    const QDateTime m_now = QDateTime::fromSecsSinceEpoch(1'800'000'000, Qt::UTC);

    QUrlQuery queryOf(const QString &link) { return QUrlQuery(QUrl(link)); }

private Q_SLOTS:
    void opensItsFileUntilItExpires()
    {
        const SignedLink links("secret"_ba);
        const QString link = links.make(u"01FILE"_s, m_now.addSecs(60));
        QVERIFY(link.startsWith(u"/api/v1/files/01FILE?exp=1800000060&sig="_s));
        QVERIFY(links.check(u"01FILE"_s, queryOf(link), m_now));
        QVERIFY(links.check(u"01FILE"_s, queryOf(link), m_now.addSecs(59)));
        QVERIFY(!links.check(u"01FILE"_s, queryOf(link), m_now.addSecs(60)));
    }

    void opensNothingElse()
    {
        const SignedLink links("secret"_ba);
        const QString link = links.make(u"01FILE"_s, m_now.addSecs(60));
        QVERIFY(!links.check(u"01OTHER"_s, queryOf(link), m_now));
        QVERIFY(!SignedLink("other"_ba).check(u"01FILE"_s, queryOf(link), m_now));
        QVERIFY(!links.check(u"01FILE"_s, QUrlQuery(), m_now));

        const QString later = QString(link).replace(u"1800000060"_s, u"1900000060"_s);
        QVERIFY(!links.check(u"01FILE"_s, queryOf(later), m_now));
        for (qsizetype at = link.indexOf(u"sig="_s) + 4; at < link.size() - 1; ++at) {
            QString changed = link;
            changed[at] = changed[at] == u'A' ? u'B' : u'A';
            QVERIFY(!links.check(u"01FILE"_s, queryOf(changed), m_now));
        }
        QVERIFY(!links.check(u"01FILE"_s, queryOf(link.chopped(1)), m_now));
        QVERIFY(!links.check(u"01FILE"_s, queryOf(link + u'A'), m_now));
    }
};

QTEST_GUILESS_MAIN(SignedLinkTest)
#include "tst_signedlink.moc"
