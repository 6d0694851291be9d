// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/LessonPlan.h"
#include "console/models/Sketch.h"
#include "console/session/PlanFile.h"
#include "console/session/PlanStore.h"

#include <QtCore/QBuffer>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

PlanStep text(const QString &text)
{
    return {.text = text, .fileName = {}, .contentType = {}, .data = {}};
}

QByteArray png(QColor color = Qt::darkGreen)
{
    QImage picture(40, 30, QImage::Format_RGB32);
    picture.fill(color);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    picture.save(&buffer, "PNG");
    return bytes;
}

QStringList textsOf(const LessonPlan &plan)
{
    QStringList texts;
    for (const auto &step : plan.steps())
        texts.append(step.text);
    return texts;
}

} // namespace

/// What a teacher prepares: its order, whose turn it is, and how it is kept.
class LessonPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void stepsArePushedInOrder();
    void aStepOutOfTurnMakesTheOneBehindItNext();
    void movingKeepsTheTurnWithItsStep();
    void whatIsRemovedComesBack();
    void aFileKeepsEverythingThatIsPrepared();
    void theTypeStandsInTheFirstBytes();
    void whatIsNoPlanIsRefused_data();
    void whatIsNoPlanIsRefused();
    void aNameInAFileIsNoPath();
    void everyChangeIsKeptWithoutSaving();
    void aDamagedOwnPlanIsKeptAside();
    void aPlanThatCanNotBeReadLeavesTheOldOne();
    void aSketchIsDrawnOnThePicture();
    void theLastShapeIsTakenBack();

private:
    std::unique_ptr<LessonPlan> m_plan;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    QTemporaryDir m_folder;
};

void LessonPlanTest::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_folder.path().toUtf8());
}

void LessonPlanTest::init()
{
    m_tester.reset();
    m_plan = std::make_unique<LessonPlan>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_plan.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_plan->setSteps({text(u"a"_s), text(u"b"_s), text(u"c"_s)});
}

void LessonPlanTest::stepsArePushedInOrder()
{
    const auto now = QDateTime::currentDateTimeUtc();
    for (int row = 0; row < 3; ++row) {
        QCOMPARE(m_plan->next(), row);
        m_plan->setPushed(row, now);
        QCOMPARE(m_plan->index(row).data(LessonPlan::PushedAtRole).toDateTime(), now);
    }
    QCOMPARE(m_plan->next(), -1);
    m_plan->insert(text(u"d"_s));
    QCOMPARE(m_plan->next(), 3);
    m_plan->rewind();
    QCOMPARE(m_plan->next(), 0);
    QVERIFY(!m_plan->stepAt(0)->pushedAt.isValid());
}

void LessonPlanTest::aStepOutOfTurnMakesTheOneBehindItNext()
{
    m_plan->setPushed(1, QDateTime::currentDateTimeUtc());
    QCOMPARE(m_plan->next(), 2);
    m_plan->setPushed(0, QDateTime::currentDateTimeUtc());
    QCOMPARE(m_plan->next(), 1);
}

void LessonPlanTest::movingKeepsTheTurnWithItsStep()
{
    m_plan->setNext(1);
    m_plan->moveStep(1, 0);
    QCOMPARE(textsOf(*m_plan), QStringList({u"b"_s, u"a"_s, u"c"_s}));
    QCOMPARE(m_plan->next(), 0);
    m_plan->moveStep(2, 0);
    QCOMPARE(textsOf(*m_plan), QStringList({u"c"_s, u"b"_s, u"a"_s}));
    QCOMPARE(m_plan->next(), 1);
    m_plan->moveStep(0, 2);
    QCOMPARE(textsOf(*m_plan), QStringList({u"b"_s, u"a"_s, u"c"_s}));
    QCOMPARE(m_plan->next(), 0);
}

void LessonPlanTest::whatIsRemovedComesBack()
{
    m_plan->setNext(2);
    m_plan->remove(0);
    QCOMPARE(m_plan->stepAt(m_plan->next())->text, u"c"_s);
    QCOMPARE(m_plan->restore(), 0);
    QCOMPARE(textsOf(*m_plan), QStringList({u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(m_plan->stepAt(m_plan->next())->text, u"c"_s);
    QCOMPARE(m_plan->restore(), -1);
}

void LessonPlanTest::aFileKeepsEverythingThatIsPrepared()
{
    const PlanStep picture{
        .text = u"칠판"_s, .fileName = u"칠판.png"_s, .contentType = u"image/png"_s, .data = png()};
    const auto read = PlanFile::read(PlanFile::write({text(u"여러분\n안녕하세요"_s), picture}));
    QVERIFY(read);
    QCOMPARE(read->size(), 2);
    QVERIFY(read->at(0).sameContent(text(u"여러분\n안녕하세요"_s)));
    QVERIFY(read->at(1).sameContent(picture));
}

void LessonPlanTest::theTypeStandsInTheFirstBytes()
{
    QVERIFY(PlanFile::write({text(u"a"_s)}).first(64).contains("\"format\": \"lectern-plan\""));
}

void LessonPlanTest::whatIsNoPlanIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << png();
    QTest::newRow("another JSON") << QByteArray(R"({"steps":[]})");
    QTest::newRow("a later version") << QByteArray(R"({"format":"lectern-plan","version":2,"steps":[]})");
    QTest::newRow("an empty step") << QByteArray(R"({"format":"lectern-plan","version":1,"steps":[{}]})");
    QTest::newRow("half a picture") << QByteArray(
        R"({"format":"lectern-plan","version":1,"steps":[{"file":{"name":"a.png","data":"!!"}}]})");
}

void LessonPlanTest::whatIsNoPlanIsRefused()
{
    QFETCH(QByteArray, bytes);
    const auto read = PlanFile::read(bytes);
    QVERIFY(!read);
    QVERIFY(!read.error().isEmpty());
}

void LessonPlanTest::aNameInAFileIsNoPath()
{
    const auto read = PlanFile::read(
        R"({"format":"lectern-plan","version":1,"steps":[{"file":{"name":"../../a.png","data":"QQ=="}}]})");
    QVERIFY(read);
    QCOMPARE(read->first().fileName, u"a.png"_s);
}

void LessonPlanTest::everyChangeIsKeptWithoutSaving()
{
    const auto path = m_folder.filePath(u"kept.lectern"_s);
    const auto picture = m_folder.filePath(u"board.png"_s);
    QFile file(picture);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(png()) > 0);
    file.close();
    {
        PlanStore store(PlanStore::ownPath());
        QVERIFY(store.saveAs(path));
        store.addText(u"첫째"_s);
        store.addFile(picture);
        QTRY_VERIFY(!store.plan()->stepAt(1)->thumbnail.isNull());
        const auto kept = [&path] {
            QFile written(path);
            return written.open(QIODevice::ReadOnly) && PlanFile::read(written.readAll())->size() == 2;
        };
        QTRY_VERIFY(kept());
        store.addText(u"마지막"_s);
    }
    PlanStore again(path);
    QCOMPARE(again.plan()->rowCount(), 3);
    QCOMPARE(again.plan()->stepAt(1)->data, png());
    QCOMPARE(again.plan()->stepAt(2)->text, u"마지막"_s);
}

void LessonPlanTest::aDamagedOwnPlanIsKeptAside()
{
    {
        PlanStore store(PlanStore::ownPath());
        store.addText(u"x"_s);
    }
    QFile own(PlanStore::ownPath());
    QVERIFY(own.open(QIODevice::WriteOnly) && own.write("{half") > 0);
    own.close();
    PlanStore store(PlanStore::ownPath());
    QCOMPARE(store.plan()->rowCount(), 0);
    QFile aside(PlanStore::ownPath() + u".damaged"_s);
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), "{half");
}

void LessonPlanTest::aPlanThatCanNotBeReadLeavesTheOldOne()
{
    PlanStore store(m_folder.filePath(u"other.lectern"_s));
    store.addText(u"bleibt"_s);
    QSignalSpy failed(&store, &PlanStore::failed);
    QVERIFY(!store.open(m_folder.filePath(u"nowhere.lectern"_s)));
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().toString().contains(u"nowhere.lectern"_s));
    QCOMPARE(store.plan()->rowCount(), 1);
}

void LessonPlanTest::aSketchIsDrawnOnThePicture()
{
    QImage picture(400, 300, QImage::Format_RGB32);
    picture.fill(Qt::white);
    Sketch sketch(picture);
    QVERIFY(!sketch.isDrawnOn());
    sketch.begin(Sketch::Tool::Box, Qt::red, {50, 50});
    sketch.moveTo({150, 100});
    sketch.begin(Sketch::Tool::Arrow, Qt::blue, {200, 200});
    sketch.moveTo({300, 200});
    sketch.begin(Sketch::Tool::Pen, Qt::green, {10, 250});
    sketch.moveTo({10, 270});
    sketch.moveTo({40, 270});
    const auto flat = sketch.flattened();
    QCOMPARE(flat.size(), picture.size());
    QCOMPARE(flat.pixelColor(100, 50), QColor(Qt::red));
    QCOMPARE(flat.pixelColor(150, 75), QColor(Qt::red));
    QCOMPARE(flat.pixelColor(100, 75), QColor(Qt::white));
    QCOMPARE(flat.pixelColor(250, 200), QColor(Qt::blue));
    QCOMPARE(flat.pixelColor(250, 240), QColor(Qt::white));
    QCOMPARE(flat.pixelColor(10, 260), QColor(Qt::green));
    QCOMPARE(flat.pixelColor(25, 270), QColor(Qt::green));
}

void LessonPlanTest::theLastShapeIsTakenBack()
{
    QImage picture(100, 100, QImage::Format_RGB32);
    picture.fill(Qt::white);
    Sketch sketch(picture);
    sketch.begin(Sketch::Tool::Box, Qt::red, {10, 10});
    sketch.moveTo({90, 90});
    sketch.undo();
    QVERIFY(!sketch.isDrawnOn());
    QCOMPARE(sketch.flattened(), picture);
    sketch.undo();
}

QTEST_MAIN(LessonPlanTest)
#include "tst_lessonplan.moc"
