// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Tokens.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QMessageAuthenticationCode>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kSecret = QByteArray(64, 's');

QByteArray base64(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

/// A token as a stranger would make it (RFC 7519), with any header and content.
QString forge(const QByteArray &header, const QByteArray &content, const QByteArray &secret = kSecret,
              QCryptographicHash::Algorithm algorithm = QCryptographicHash::Sha256)
{
    const QByteArray signedPart = base64(header) + '.' + base64(content);
    const QByteArray signature = QMessageAuthenticationCode::hash(signedPart, secret, algorithm);
    return QString::fromLatin1(signedPart + '.' + base64(signature));
}

QJsonObject goodContent()
{
    return {{"jti"_L1, u"01T"_s},
            {"sub"_L1, u"u_1"_s},
            {"name"_L1, u"Kim"_s},
            {"typ"_L1, u"teacher"_s},
            {"gen"_L1, 0},
            {"iat"_L1, 1'700'000'000},
            {"exp"_L1, qint64(4'000'000'000)}};
}

QByteArray bytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray headerFor(const QString &algorithm)
{
    return bytes({{"alg"_L1, algorithm}, {"typ"_L1, u"JWT"_s}});
}

const QByteArray kHeader = headerFor(u"HS256"_s);

TokenClaims claimsFor(const QString &id, int seconds)
{
    TokenClaims claims;
    claims.person = {id, u"김선생 👩‍🏫"_s, PersonType::Teacher};
    claims.generation = 3;
    claims.issuedAt = QDateTime::fromSecsSinceEpoch(QDateTime::currentSecsSinceEpoch(), Qt::UTC);
    claims.expiresAt = claims.issuedAt.addSecs(seconds);
    return claims;
}

} // namespace

/// Tokens: ours come back as they were made, anybody else's do not.
class TokensTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWasMade()
    {
        const Tokens tokens(kSecret);
        TokenClaims claims = claimsFor(u"u_1"_s, 60);
        for (const QString &room : {u""_s, u"FTYXPM"_s}) {
            claims.roomId = room;
            const auto read = tokens.verify(tokens.issue(claims));
            QVERIFY(read);
            QCOMPARE(read->person, claims.person);
            QCOMPARE(read->roomId, room);
            QCOMPARE(read->generation, 3);
            QCOMPARE(read->issuedAt, claims.issuedAt);
            QCOMPARE(read->expiresAt, claims.expiresAt);
        }
    }

    void readsWhatAnotherImplementationMakes()
    {
        QVERIFY(Tokens(kSecret).verify(forge(kHeader, bytes(goodContent()))));
        QVERIFY(Tokens(kSecret).verify(forge(bytes({{"alg"_L1, u"HS256"_s}}), bytes(goodContent()))));
    }

    void anOldOneHasExpired()
    {
        const Tokens tokens(kSecret);
        QCOMPARE(tokens.verify(tokens.issue(claimsFor(u"u_1"_s, -1))).error().code, ErrorCode::TokenExpired);
        // An expired forgery is a forgery.
        QCOMPARE(tokens.verify(Tokens(QByteArray(64, 'x')).issue(claimsFor(u"u_1"_s, -1))).error().code,
                 ErrorCode::Unauthorized);
    }

    void timesMayHaveFractions()
    {
        const auto with = [](double exp) {
            QJsonObject object = goodContent();
            object.insert("iat"_L1, 1'700'000'000.25);
            object.insert("exp"_L1, exp);
            return Tokens(kSecret).verify(forge(kHeader, bytes(object)));
        };
        QCOMPARE(with(4'000'000'000.5)->expiresAt, QDateTime::fromSecsSinceEpoch(4'000'000'000, Qt::UTC));
        QCOMPARE(with(4'000'000'000.5)->issuedAt, QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC));
        QCOMPARE(with(1e300)->expiresAt.date().year(), 9999);
        QCOMPARE(with(1'700'000'060.5).error().code, ErrorCode::TokenExpired);
        QCOMPARE(with(-1e300).error().code, ErrorCode::TokenExpired);
    }

    void refusesWhatIsNotOurs_data()
    {
        QTest::addColumn<QString>("token");
        const QString good = Tokens(kSecret).issue(claimsFor(u"u_1"_s, 60));
        const QByteArray content = bytes(goodContent());
        const auto row = [](const char *name, const QString &token) { QTest::newRow(name) << token; };
        row("empty", {});
        row("garbage", u"not a token"_s);
        row("dots", u".."_s);
        row("two parts", good.section(u'.', 0, 1));
        row("no signature", good.section(u'.', 0, 1) + u'.');
        row("four parts", good + u".x"_s);
        row("trailing space", good + u' ');
        row("Korean", u"토큰"_s);
        row("NUL", good.left(20) + QChar(0) + good.mid(20));
        row("very long", u"a"_s.repeated(1'000'000));
        row("another secret", forge(kHeader, content, QByteArray(64, 'x')));
        row("another content", good.section(u'.', 0, 0) + u'.' + QString::fromLatin1(base64(content)) + u'.' +
                                   good.section(u'.', 2, 2));
        for (const char *none : {"none", "None", "NONE", "nOnE"}) {
            const QByteArray head = headerFor(QLatin1StringView(none));
            row(none, QString::fromLatin1(base64(head) + '.' + base64(content) + '.'));
            row(qPrintable(QLatin1StringView(none) + u" signed"_s), forge(head, content));
        }
        row("HS384", forge(headerFor(u"HS384"_s), content, kSecret, QCryptographicHash::Sha384));
        row("HS512", forge(headerFor(u"HS512"_s), content, kSecret, QCryptographicHash::Sha512));
        row("RS256 by HMAC", forge(headerFor(u"RS256"_s), content));
        row("no alg", forge(bytes({{"typ"_L1, u"JWT"_s}}), content));
        row("alg a number", forge(bytes({{"alg"_L1, 256}}), content));
        row("header no object", forge("[]", content));
        row("content no object", forge(kHeader, "[]"));
        row("content no JSON", forge(kHeader, "{"));
        for (const auto &missing : {"sub"_L1, "name"_L1, "typ"_L1, "gen"_L1, "iat"_L1, "exp"_L1}) {
            QJsonObject object = goodContent();
            object.remove(missing);
            row(qPrintable(u"without "_s + missing), forge(kHeader, bytes(object)));
        }
        const auto with = [&](QLatin1StringView key, const QJsonValue &value) {
            QJsonObject object = goodContent();
            object.insert(key, value);
            row(qPrintable(key + u" = "_s + value.toVariant().toString() + QString::number(value.type())),
                forge(kHeader, bytes(object)));
        };
        with("exp"_L1, u"4000000000"_s);
        with("exp"_L1, true);
        with("exp"_L1, QJsonValue::Null);
        with("iat"_L1, u"now"_s);
        with("gen"_L1, u"0"_s);
        with("gen"_L1, 0.5);
        with("gen"_L1, -1);
        with("sub"_L1, 1);
        with("sub"_L1, u""_s);
        with("name"_L1, QJsonObject());
        with("typ"_L1, u"system"_s);
        with("typ"_L1, u"admin"_s);
        with("room"_L1, 7);
        with("room"_L1, QJsonValue::Null);
    }

    void refusesWhatIsNotOurs()
    {
        QFETCH(QString, token);
        const auto read = Tokens(kSecret).verify(token);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Unauthorized);
    }

    void everyChangedLetterIsSeen()
    {
        const Tokens tokens(kSecret);
        const QString good = tokens.issue(claimsFor(u"u_1"_s, 60));
        for (qsizetype i = 0; i < good.size(); ++i) {
            QString changed = good;
            changed[i] = changed[i] == u'A' ? u'B' : u'A';
            QVERIFY2(!tokens.verify(changed), qPrintable(u"letter %1"_s.arg(i)));
        }
    }

    void theSecretIsMadeOnceAndKept()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"jwt-secret"_s);
        const auto made = Tokens::loadOrCreateSecret(path);
        QVERIFY(made);
        QCOMPARE(made->size(), 64);
        QCOMPARE(QFileInfo(path).permissions() & ~QFile::Permissions(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
        QCOMPARE(Tokens::loadOrCreateSecret(path).value(), made.value());
        QCOMPARE(QDir(dir.path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"jwt-secret"_s});
        QVERIFY(Tokens::loadOrCreateSecret(dir.filePath(u"other"_s)).value() != made.value());
    }

    void nodesThatStartTogetherShareOneSecret()
    {
        QTemporaryDir dir;
        std::array<QByteArray, 8> secrets;
        std::vector<std::unique_ptr<QThread>> threads;
        for (auto &secret : secrets) {
            threads.emplace_back(QThread::create([&] {
                secret = Tokens::loadOrCreateSecret(dir.filePath(u"jwt-secret"_s)).value_or(QByteArray());
            }));
            threads.back()->start();
        }
        for (const auto &thread : threads)
            thread->wait();
        for (const auto &secret : secrets)
            QCOMPARE(secret, secrets[0]);
        QCOMPARE(secrets[0].size(), 64);
    }

    void aSecretThatIsNoneIsRefused()
    {
        QTemporaryDir dir;
        const QString shortOne = dir.filePath(u"short"_s);
        QFile file(shortOne);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("too short\n");
        file.close();
        for (const QString &path : {shortOne, dir.path(), dir.filePath(u"no/such/folder/secret"_s)}) {
            const auto read = Tokens::loadOrCreateSecret(path);
            QVERIFY(!read);
            QVERIFY(read.error().detail.contains(path));
        }
    }
};

QTEST_GUILESS_MAIN(TokensTest)
#include "tst_tokens.moc"
