// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/DatabaseUrl.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class DatabaseUrlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAFile()
    {
        const auto url = DatabaseUrl::parse(u"sqlite:/var/lib/lectern/lectern.db"_s);
        QVERIFY(url);
        QCOMPARE(url->kind, DatabaseUrl::Kind::Sqlite);
        QCOMPARE(url->file, u"/var/lib/lectern/lectern.db"_s);
        QCOMPARE(url->display(), u"sqlite:/var/lib/lectern/lectern.db"_s);
    }

    void readsAServer()
    {
        const auto url =
            DatabaseUrl::parse(u"postgresql://kim:p%40ss%2Fw@db.school:5433/lectern?sslmode=verify-full"_s);
        QVERIFY(url);
        QCOMPARE(url->kind, DatabaseUrl::Kind::PostgreSql);
        QCOMPARE(url->host, u"db.school"_s);
        QCOMPARE(url->port, 5433);
        QCOMPARE(url->user, u"kim"_s);
        QCOMPARE(url->password, u"p@ss/w"_s);
        QCOMPARE(url->name, u"lectern"_s);
        QCOMPARE(url->options.value(0), std::pair(u"sslmode"_s, u"verify-full"_s));
        QCOMPARE(url->display(), u"postgresql://kim@db.school:5433/lectern?sslmode=verify-full"_s);
    }

    void whatItShowsIsReadAgain_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"postgresql://h/db", "postgresql://u@10.0.0.5:1/db", "postgresql://u@[2001:db8::1]:5433/db",
              "postgresql://u@/db?host=/run/postgresql",
              "postgresql:///db?host=/tmp/x&port=5599&sslmode=disable"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    void whatItShowsIsReadAgain()
    {
        QFETCH(QString, text);
        const auto url = DatabaseUrl::parse(text);
        QVERIFY2(url.has_value(), url ? "" : qPrintable(url.error().detail));
        QCOMPARE(DatabaseUrl::parse(url->display()).value(), *url);
    }

    void saysWhatItExpects_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "sqlite:", "sqlite://x", "mysql://h/db", "postgresql://h", "postgresql:///db",
              "postgresql://h:0/db", "postgresql://h:99999/db", "postgresql://h/db#x",
              "postgresql://h/db?options=-c", "postgresql://h/db?host=/run", "postgresql:///db?host=relative",
              "postgresql://h/db?sslmode=a;b=c"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    void saysWhatItExpects()
    {
        QFETCH(QString, text);
        const auto url = DatabaseUrl::parse(text);
        QVERIFY(!url);
        QVERIFY(url.error().detail.contains(DatabaseUrl::kExpected));
    }
};

QTEST_GUILESS_MAIN(DatabaseUrlTest)
#include "tst_databaseurl.moc"
