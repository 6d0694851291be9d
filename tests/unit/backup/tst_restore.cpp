// SPDX-License-Identifier: GPL-3.0-or-later
#include "Place.h"

#include "../store/StoreHouse.h"
#include "../store/TestDatabases.h"

#include "server/backup/Backup.h"
#include "server/backup/BackupReader.h"
#include "server/backup/RestoredSecret.h"
#include "server/files/DatabaseFileStore.h"
#include "server/files/Inbox.h"
#include "server/store/Accounts.h"
#include "server/store/FileRecords.h"
#include "server/store/LogCheck.h"
#include "server/store/Migrations.h"
#include "server/store/PortableTables.h"
#include "server/store/SqlAttendanceLog.h"
#include "server/store/SqlBallotBox.h"

#include <QtCore/QDir>

using namespace lectern;
using namespace lectern::backuptest;
using namespace lectern::storetest;

namespace {

/// Every row that travels, as text, by table.
QMap<QString, QStringList> rowsOf(Database &database)
{
    return valueOf(
        database.read<QMap<QString, QStringList>>([](Sql &sql) -> Result<QMap<QString, QStringList>> {
            QMap<QString, QStringList> all;
            for (const PortableTable &table : portabletables::all()) {
                auto columns = portabletables::columns(sql, table);
                if (!columns) return std::unexpected(columns.error());
                columns->sort(); // the engines' tables may have them in another order
                const auto read = portabletables::read(sql, table, *columns, [&](const QVariantList &row) {
                    QStringList texts;
                    for (const QVariant &value : row)
                        texts += value.isNull() ? u"NULL"_s : value.toString();
                    all[table.name] += texts.join(u'|');
                });
                if (!read) return std::unexpected(read.error());
            }
            return all;
        }));
}

} // namespace

/// A whole system into a file and out of it, with the engine that LECTERN_TEST_ENGINE names, and over to the
/// other one.
class RestoreTest : public QObject
{
    Q_OBJECT

    TestDatabases m_databases;
    std::unique_ptr<Place> m_place;
    std::unique_ptr<House> m_house;
    QString m_room, m_sha256, m_backup;

    Result<RestoreReport> restore(Place &place)
    {
        BackupReader backup(m_backup);
        if (const auto opened = backup.open(); !opened) return std::unexpected(opened.error());
        return restoreBackup(backup, place.target());
    }

    Result<BackupReport> makeBackup()
    {
        return lectern::makeBackup({m_house->database, m_place->files, m_place->secret()}, m_backup);
    }

private Q_SLOTS:
    void init()
    {
        m_place = std::make_unique<Place>(m_databases.fresh());
        m_house = std::make_unique<House>(m_place->database);
        m_backup = m_place->dir.filePath(u"b.zip"_s);
        QVERIFY(m_place->files.open());
        write(m_place->secret(), "the old secret, long enough to be one\n"_ba);

        m_room = m_house->makeRoom().id;
        const Member guest =
            valueOf(m_house->rooms.admit(m_room, {{}, u"민준"_s, PersonType::Student}, u"phone"_s));
        QList<Message> said;
        for (int i = 0; i < 200; ++i)
            said.append(text(m_room, guest.person.id, u"숙제를 %1번 했어요"_s.arg(i), u"r%1"_s.arg(i)));
        auto stored = append(m_house->log, said);
        Message deletion;
        deletion.roomId = m_room;
        deletion.type = MessageType::Delete;
        deletion.sender = guest.person.id;
        deletion.senderType = PersonType::Student;
        deletion.refers = stored.at(3)->message.id;
        deletion.id = newUlid();
        deletion.sentAt = QDateTime::currentDateTimeUtc();
        QVERIFY(append(m_house->log, {deletion}).first());
        m_sha256 = storeFile(*m_place, "a picture"_ba);
        FileRecord record;
        record.id = newUlid();
        record.roomId = m_room;
        record.uploaderId = guest.person.id;
        record.name = u"칠판.png"_s;
        record.contentType = u"image/png"_s;
        record.size = 9;
        record.sha256 = m_sha256;
        record.createdAt = QDateTime::currentDateTimeUtc();
        valueOf(FileRecords(m_house->database).insert(record));
        SqlAttendanceLog attendance(m_house->database, u"node1"_s);
        attendance.entered(m_room, guest.person, QDateTime::currentDateTimeUtc());
        valueOf(attendance.stays(m_room));
        Account account;
        account.username = u"kim"_s;
        account.name = u"김선생"_s;
        account.role = Role::Teacher;
        account.passwordHash = u"$argon2id$…"_s;
        valueOf(Accounts(m_house->database).create(account));
    }

    void everyTableTravelsOrStaysOnPurpose()
    {
        const QString tables =
            m_databases.arePostgres()
                ? u"SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"_s
                : u"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE "
                  "'message_search_%' AND name NOT LIKE 'sqlite_%'"_s;
        auto there = valueOf(m_house->database.read<QList<QString>>([&](Sql &sql) {
            return sql.rows<QString>(tables, {}, [](const SqlRow &row) { return row.value(0).toString(); });
        }));
        QStringList known = portabletables::leftOut();
        for (const PortableTable &table : portabletables::all())
            known += table.name;
        for (const QString &table : there)
            QVERIFY2(known.contains(table), qPrintable(table));
    }

    void comesBackWhole_data()
    {
        QTest::addColumn<bool>("sameEngine");
        QTest::newRow("in the same engine") << true;
        if (m_databases.arePostgres()) QTest::newRow("in SQLite") << false;
    }

    void comesBackWhole()
    {
        QFETCH(bool, sameEngine);
        const auto report = makeBackup();
        QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
        QCOMPARE(report->manifest.rows.value(u"message"_s), 201);
        QCOMPARE(report->files, 1);
        QCOMPARE(report->damaged, QStringList());
        auto before = rowsOf(m_house->database);

        QTemporaryDir elsewhere;
        Place other(sameEngine ? m_databases.fresh() : u"sqlite:"_s + elsewhere.filePath(u"x.db"_s));
        QCOMPARE(*whatIsThere(other.target()), QStringList());
        const auto restored = restore(other);
        QVERIFY2(restored, qPrintable(restored ? QString() : restored.error().detail));
        QCOMPARE(restored->files, 1);
        QCOMPARE(bytesOf(other.files.locate(m_sha256)), "a picture"_ba);
        QCOMPARE(bytesOf(other.secret()), bytesOf(m_place->secret()));
        QVERIFY(QDir(other.dir.path()).entryList({u"jwt.secret.*"_s}).isEmpty());

        House again(other.database);
        QCOMPARE(again.database.id(), m_house->database.id());
        auto after = rowsOf(again.database);
        // What people saw behind the backup is not what will follow.
        const QString oldEpoch = valueOf(m_house->rooms.find(m_room))->epoch;
        const QString newEpoch = valueOf(again.rooms.find(m_room))->epoch;
        QVERIFY(oldEpoch != newEpoch);
        before[u"room"_s].first().replace(oldEpoch, newEpoch);
        after[u"setting"_s].removeIf([](const QString &row) { return row.startsWith("restore_id"_L1); });
        for (const auto &[table, rows] : before.asKeyValueRange())
            QCOMPARE(after.value(table), rows);

        QCOMPARE(valueOf(again.database.read<LogReport>(checkLog)).faults.size(), 0);
        QCOMPARE(valueOf(again.log.read(m_room, Ask{.limit = 300, .search = u"숙제"_s})).size(), 199);
        QCOMPARE(append(again.log, {text(m_room, u"teacher-kim"_s, u"weiter"_s)}).first()->message.seq, 202);
        SqlAttendanceLog attendance(again.database, u"node2"_s);
        attendance.entered(m_room, {u"u9"_s, u"서연"_s, PersonType::Student},
                           QDateTime::currentDateTimeUtc());
        QCOMPARE(valueOf(attendance.stays(m_room)).size(), 2);
    }

    void filesThatLieInTheDatabaseTravelAsFiles()
    {
        QTemporaryDir cache;
        DatabaseFileStore inDatabase(m_house->database, cache.path(), 1'000'000);
        QVERIFY(inDatabase.open());
        const QString path = m_place->dir.filePath(u"x"_s);
        write(path, "a picture"_ba);
        QVERIFY(inDatabase.take(path, m_sha256));
        QVERIFY(m_place->files.remove(m_sha256));
        inDatabase.forgetCopy(m_sha256);

        const auto report = lectern::makeBackup({m_house->database, inDatabase, m_place->secret()}, m_backup);
        QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
        QCOMPARE(report->files, 1);
        QCOMPARE(report->damaged, QStringList());
        QCOMPARE(inDatabase.copies(), QStringList()); // else a backup needs as much room beside it
        Place other(m_databases.fresh());
        QVERIFY(restore(other));
        QCOMPARE(bytesOf(other.files.locate(m_sha256)), "a picture"_ba);
    }

    void anUploadThatGoesOnTravelsWithoutBytes()
    {
        FileRecords records(m_house->database);
        FileRecord upload;
        upload.id = newUlid();
        upload.roomId = m_room;
        upload.uploaderId = u"u1"_s;
        upload.name = u"b.png"_s;
        upload.state = AttachmentState::Uploading;
        upload.uploadLength = upload.size = 12;
        upload.createdAt = QDateTime::currentDateTimeUtc();
        valueOf(records.insert(upload));
        // Its bytes are on their way into the store.
        QVERIFY(valueOf(records.claim(upload.id, storeFile(*m_place, "half a file?"_ba))));

        const auto report = makeBackup();
        QVERIFY(report);
        QCOMPARE(report->files, 1);
        QCOMPARE(report->damaged, QStringList());
        Place other(m_databases.fresh());
        QVERIFY(restore(other));
        House again(other.database);
        const auto restored = valueOf(FileRecords(again.database).find(upload.id));
        QVERIFY(restored);
        QCOMPARE(restored->state, AttachmentState::Uploading);
        QCOMPARE(other.files.locate(restored->sha256), QString());
    }

    void takesThePlaceOfWhatIsThere()
    {
        QVERIFY(makeBackup());
        Place other(m_databases.fresh());
        QVERIFY(other.files.open());
        write(other.secret(), "another secret, long enough to be one\n"_ba);
        QString theirRoom;
        {
            House theirs(other.database);
            theirRoom = theirs.makeRoom().id;
        }
        QCOMPARE(whatIsThere(other.target())->size(), 2);
        const auto restored = restore(other);
        QVERIFY2(restored, qPrintable(restored ? QString() : restored.error().detail));
        {
            House again(other.database);
            QVERIFY(!valueOf(again.rooms.find(theirRoom)));
            QVERIFY(valueOf(again.rooms.find(m_room)));
        }
        QCOMPARE(bytesOf(other.secret()), bytesOf(m_place->secret()));
        QCOMPARE(restored->replacedFile.isEmpty(), m_databases.arePostgres());
        if (!restored->replacedFile.isEmpty()) {
            House old(u"sqlite:"_s + restored->replacedFile);
            QVERIFY(valueOf(old.rooms.find(theirRoom)));
        }
    }

    void refusesADatabaseThatIsInUse()
    {
        QVERIFY(makeBackup());
        Place other(m_databases.fresh());
        House theirs(other.database);
        const QString theirRoom = theirs.makeRoom().id;
        const auto restored = restore(other);
        QVERIFY(!restored);
        QVERIFY2(restored.error().detail.contains("in use"_L1), qPrintable(restored.error().detail));
        QVERIFY(valueOf(theirs.rooms.find(theirRoom)));
        QVERIFY(!QFile::exists(other.secret()));
    }

    void leavesEverythingAsItWasWhenTheBackupIsDamaged()
    {
        QVERIFY(makeBackup());
        QByteArray bytes = bytesOf(m_backup);
        const qsizetype at = bytes.indexOf("a picture");
        QVERIFY(at > 0);
        bytes[at] = 'A';
        write(m_backup, bytes);
        Place other(m_databases.fresh());
        const auto restored = restore(other);
        QVERIFY(!restored);
        QVERIFY2(restored.error().detail.contains(m_sha256), qPrintable(restored.error().detail));
        QCOMPARE(*whatIsThere(other.target()), QStringList());
    }

    void refusesANewerSchema()
    {
        QVERIFY(m_house->execute(
            u"INSERT INTO schema_version (version, name, applied_at) VALUES (99, 'x', 0)"_s));
        QVERIFY(makeBackup());
        Place other(m_databases.fresh());
        const auto restored = restore(other);
        QVERIFY(!restored);
        QVERIFY2(restored.error().detail.contains("schema 99"_L1), qPrintable(restored.error().detail));
    }

    void tellsOfFilesThatAreDamaged_andForgetsThem()
    {
        write(m_place->files.locate(m_sha256), "A picture"_ba);
        const auto report = makeBackup();
        QVERIFY(report);
        QCOMPARE(report->damaged, QStringList(m_sha256));
        QCOMPARE(report->files, 0);
        Place other(m_databases.fresh());
        QVERIFY(restore(other));
        House again(other.database);
        QCOMPARE(rowsOf(again.database).value(u"file"_s), QStringList());
    }

    void mendsADamagedFile()
    {
        QVERIFY(makeBackup());
        Place other(m_databases.fresh());
        QVERIFY(other.files.open());
        storeFile(other, "a picture"_ba);
        write(other.files.locate(m_sha256), "A picture"_ba);
        QVERIFY(restore(other));
        QCOMPARE(bytesOf(other.files.locate(m_sha256)), "a picture"_ba);
    }

    void aSecretThatWasLeftBehindComesWithItsDatabaseOrNotAtAll()
    {
        QVERIFY(restoredsecret::stage(m_place->secret(), u"ID1"_s, "stale"_ba));
        QVERIFY(restoredsecret::settle(m_house->database, m_place->secret()));
        QVERIFY(bytesOf(m_place->secret()).startsWith("the old secret"));
        QVERIFY(QDir(m_place->dir.path()).entryList({u"jwt.secret.*"_s}).isEmpty());

        QVERIFY(restoredsecret::stage(m_place->secret(), u"ID1"_s, "stale"_ba));
        QVERIFY(m_house->execute(u"INSERT INTO setting (key, value) VALUES ('restore_id', 'ID1')"_s));
        QVERIFY(restoredsecret::settle(m_house->database, m_place->secret()));
        QCOMPARE(bytesOf(m_place->secret()), "stale"_ba);
        QVERIFY(QDir(m_place->dir.path()).entryList({u"jwt.secret.*"_s}).isEmpty());
    }

    void aFileThatIsNoDatabaseIsPutAside()
    {
        if (m_databases.arePostgres()) QSKIP("SQLite's alone");
        QVERIFY(makeBackup());
        Place other(m_databases.fresh());
        const QString file = DatabaseUrl::parse(other.database)->file;
        write(file, QByteArray(5000, 'x'));
        const auto restored = restore(other);
        QVERIFY2(restored, qPrintable(restored ? QString() : restored.error().detail));
        QCOMPARE(bytesOf(restored->replacedFile), QByteArray(5000, 'x'));
        QVERIFY(valueOf(House(other.database).rooms.find(m_room)));
    }

    void makesTheSchemaThatABackupHad_andBringsItUpLater()
    {
        QTemporaryDir steps;
        QDir resources(m_databases.arePostgres() ? u":/sql/postgresql"_s : u":/sql/sqlite"_s);
        for (const QString &name : resources.entryList())
            QVERIFY(QFile::copy(resources.filePath(name), steps.filePath(name)));
        write(steps.filePath(u"099-later.sql"_s),
              "ALTER TABLE room ADD COLUMN later TEXT NOT NULL DEFAULT 'x';\n"_ba);
        QCOMPARE(newestVersion(steps.path()), 99);

        const auto engine = Engine::make(*DatabaseUrl::parse(m_databases.fresh()), {});
        Sql sql(*engine, Engine::Access::ReadWrite, std::chrono::seconds(1));
        QVERIFY(sql.open());
        QVERIFY(sql.transaction([&] { return createSchema(sql, steps.path(), 2); }));
        QCOMPARE(*schemaVersion(sql), 2);
        QVERIFY(!sql.columnsOf(u"room"_s).contains(u"later"_s));
        QVERIFY(migrate(sql, steps.path()));
        QCOMPARE(*schemaVersion(sql), 99);
        QVERIFY(sql.columnsOf(u"room"_s).contains(u"later"_s));
    }
};

QTEST_GUILESS_MAIN(RestoreTest)
#include "tst_restore.moc"
