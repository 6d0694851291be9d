// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ConfigLoader.h"
#include "server/app/ConfigOptions.h"
#include "server/app/ExampleConfig.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class ExampleConfigTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    std::expected<Config, QString> load(const QString &toml)
    {
        QFile file(m_dir.filePath(u"lectern.toml"_s));
        [&] { QVERIFY(file.open(QIODevice::WriteOnly) && file.write(toml.toUtf8()) >= 0); }();
        file.close();
        ConfigSources sources;
        sources.file = file.fileName();
        sources.flags = {{u"data_dir"_s, m_dir.filePath(u"data"_s)}};
        return loadConfig(sources);
    }

private Q_SLOTS:
    void namesEverySettingOnce()
    {
        const QString example = exampleConfig();
        for (const ConfigOption &option : configOptions()) {
            const QString name = QRegularExpression::escape(option.key.section(u'.', -1));
            const QRegularExpression line(u"^#%1 = "_s.arg(name), QRegularExpression::MultilineOption);
            const qsizetype expected = std::ranges::count_if(configOptions(), [&](const ConfigOption &other) {
                return other.key.section(u'.', -1) == option.key.section(u'.', -1);
            });
            QCOMPARE(example.count(line), expected);
            QVERIFY2(example.contains(u"# "_s + option.help), qPrintable(option.key));
        }
    }

    void asItStandsItIsTheDefaults()
    {
        const auto config = load(exampleConfig());
        QVERIFY2(config, config ? "" : qPrintable(config.error()));
        const auto defaults = load({});
        QVERIFY(defaults);
        QCOMPARE(describe(*config), describe(*defaults));
    }

    /// Each line may have its # taken away.
    void eachLineFitsWhenItIsMeant()
    {
        static const QRegularExpression setting(u"^#([a-z_]+ = )(?!\"\"$)"_s,
                                                QRegularExpression::MultilineOption);
        QString meant = exampleConfig();
        meant.replace(setting, u"\\1"_s);
        const auto config = load(meant);
        QVERIFY2(config, config ? "" : qPrintable(config.error()));
        const auto defaults = load({});
        QVERIFY(defaults);
        QCOMPARE(describe(*config), describe(*defaults));
    }

    void aSettingComesInItsPlace_data()
    {
        QTest::addColumn<QString>("toml");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("result");
        QTest::newRow("commented out")
            << u"a = 1\n#b = 2\n# b is what?\n"_s << u"b"_s << u"a = 1\nb = 9\n# b is what?\n"_s;
        QTest::newRow("in force") << u"[s]\nb = 2 # why\nc = 3\n"_s << u"s.b"_s << u"[s]\nb = 9\nc = 3\n"_s;
        QTest::newRow("in another section alone") << u"[r]\nb = 2\n\n[s]\nc = 3\n\n[t]\nb = 4\n"_s << u"s.b"_s
                                                  << u"[r]\nb = 2\n\n[s]\nc = 3\nb = 9\n\n[t]\nb = 4\n"_s;
        QTest::newRow("without its section") << u"a = 1\n"_s << u"s.b"_s << u"a = 1\n\n[s]\nb = 9\n"_s;
        QTest::newRow("at the top, before all sections")
            << u"[s]\nb = 2\n"_s << u"b"_s << u"b = 9\n[s]\nb = 2\n"_s;
        QTest::newRow("a name that begins alike") << u"bc = 1\n"_s << u"b"_s << u"bc = 1\nb = 9\n"_s;
        QTest::newRow("into nothing") << u""_s << u"b"_s << u"b = 9\n"_s;
    }

    void aSettingComesInItsPlace()
    {
        QFETCH(const QString, toml);
        QFETCH(const QString, key);
        QFETCH(const QString, result);
        QCOMPARE(withSetting(toml, key, u"9"_s), result);
        QCOMPARE(withSetting(result, key, u"9"_s), result);
    }

    void whatWasSetIsReadBack()
    {
        QString toml = withSetting(exampleConfig(), u"tls.cert"_s, u"\"/etc/hostname\""_s);
        toml = withSetting(toml, u"tls.key"_s, u"\"/etc/hostname\""_s);
        toml = withSetting(toml, u"rooms.host_grace"_s, u"7"_s);
        toml = withSetting(toml, u"trusted_proxies"_s, u"[\"10.0.0.4\"]"_s);
        const auto config = load(toml);
        QVERIFY2(config, config ? "" : qPrintable(config.error()));
        QCOMPARE(config->tlsCert, u"/etc/hostname"_s);
        QCOMPARE(config->hostGrace, std::chrono::seconds(7));
        QCOMPARE(config->trustedProxies, QStringList{u"10.0.0.4"_s});
    }
};

QTEST_GUILESS_MAIN(ExampleConfigTest)
#include "tst_exampleconfig.moc"
