// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/style/Theme.h"
#include "console/widgets/PollBars.h"
#include "console/widgets/PollChart.h"

#include <QtGui/QHelpEvent>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolTip>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

const QStringList kShort{u"4"_s, u"5"_s, u"7"_s};
const QString kLong =
    u"직각을 낀 두 변의 제곱을 더한 것은 빗변의 제곱과 같다 and so it is with every such triangle"_s;

PollEntry question(const QStringList &choices, const QList<int> &votes)
{
    PollEntry entry;
    entry.id = u"q"_s;
    entry.poll.question = u"c의 길이는?"_s;
    entry.poll.choices = choices;
    entry.result.counts = votes;
    return entry;
}

/// How many pixels of the picture are of about that colour.
int inked(const QImage &picture, const QColor &ink)
{
    int found = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const auto color = picture.pixelColor(x, y);
            const auto off = std::abs(color.red() - ink.red()) + std::abs(color.green() - ink.green()) +
                             std::abs(color.blue() - ink.blue());
            if (off < 60) ++found;
        }
    }
    return found;
}

} // namespace

/// The bars of a question, in a panel as narrow and low as it is at 100 % and at 200 %.
class PollChartTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { theme::apply(*qApp, Preferences::Appearance::Light); }

    void everyChoiceIsRead_data();
    void everyChoiceIsRead();
    void aLongChoiceIsReadFromItsBeginning();
    void aHigherBarHasRoomForMoreLines();
    void theWholeTextIsInTheTooltip();
    void manyChoicesScrollInThePanelAndShrinkOnTheProjector();
    void moreVotesMakeALongerBar();
    void anotherQuestionTakesItsPlace();
};

void PollChartTest::everyChoiceIsRead_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<Preferences::Appearance>("look");
    for (const int percent : {100, 150, 200}) {
        QTest::addRow("light, %d %%", percent) << percent << Preferences::Appearance::Light;
        QTest::addRow("dark, %d %%", percent) << percent << Preferences::Appearance::Dark;
    }
}

void PollChartTest::everyChoiceIsRead()
{
    QFETCH(int, percent);
    QFETCH(Preferences::Appearance, look);
    theme::apply(*qApp, look, percent);
    PollChart chart;
    chart.setPoll(question(kShort, {0, 3, 0}));
    chart.resize(280, 120);
    chart.show();
    const auto *bars = chart.findChild<PollBars *>();
    for (int bar = 0; bar < 3; ++bar)
        QCOMPARE(bars->linesIn(bar), QStringList{u"%1. %2"_s.arg(bar + 1).arg(kShort.at(bar))});
    QVERIFY(bars->height() * 0.88 / 3 >= QFontMetrics(chart.font()).height());

    // It stands there, too: in the text's colour where nobody has voted, in the accent's on a full bar.
    const auto picture = chart.grab().toImage().convertToFormat(QImage::Format_RGB32);
    const auto row = bars->height() / 3;
    const auto left = [&](int bar) { return picture.copy(0, bar * row + row / 5, 80, row * 3 / 5); };
    QVERIFY(inked(left(0), chart.palette().color(QPalette::WindowText)) > 10);
    QVERIFY(inked(left(1), theme::colors(chart.palette()).onAccent) > 10);
    QVERIFY(inked(left(1), theme::colors(chart.palette()).accent) > 100);
}

void PollChartTest::aLongChoiceIsReadFromItsBeginning()
{
    theme::apply(*qApp, Preferences::Appearance::Light, 200);
    PollChart chart;
    chart.setPoll(question({kLong, u"5"_s, u"7"_s}, {1, 2, 3}));
    chart.resize(280, 120);
    chart.show();
    const auto lines = chart.findChild<PollBars *>()->linesIn(0);
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.first().startsWith(u"1. 직각을"_s), qPrintable(lines.first()));
    QVERIFY2(lines.first().endsWith(u'…'), qPrintable(lines.first()));
}

void PollChartTest::aHigherBarHasRoomForMoreLines()
{
    PollChart chart;
    chart.setPoll(question({kLong, u"아니다"_s}, {1, 2}));
    chart.resize(280, 300);
    chart.show();
    const auto lines = chart.findChild<PollBars *>()->linesIn(0);
    QVERIFY(lines.size() > 1);
    QCOMPARE(lines.join(u' '), u"1. "_s + kLong);
}

void PollChartTest::theWholeTextIsInTheTooltip()
{
    PollChart chart;
    chart.setPoll(question({u"5"_s, kLong}, {0, 12}));
    chart.resize(280, 120);
    chart.show();
    auto *bars = chart.findChild<PollBars *>();
    QCOMPARE(bars->accessibleDescription(), u"5: 0, "_s + kLong + u": 12"_s);
    const QPoint at(20, bars->height() - 10);
    QHelpEvent help(QEvent::ToolTip, at, bars->viewport()->mapToGlobal(at));
    QApplication::sendEvent(bars->viewport(), &help);
    QCOMPARE(QToolTip::text(), u"2. "_s + kLong + u": 12"_s);
}

void PollChartTest::manyChoicesScrollInThePanelAndShrinkOnTheProjector()
{
    QStringList choices;
    for (int i = 1; i <= 20; ++i)
        choices.append(u"보기 %1"_s.arg(i));
    const auto entry = question(choices, QList<int>(20, 1));
    PollChart panel;
    panel.setPoll(entry);
    panel.resize(280, 120);
    panel.show();
    const auto *area = panel.findChild<QScrollArea *>();
    QTRY_VERIFY(area->verticalScrollBar()->maximum() > 0);
    QCOMPARE(area->focusPolicy(), Qt::StrongFocus);

    PollChart projector;
    projector.setLabelSize(60);
    projector.setPoll(entry);
    projector.resize(900, 320);
    projector.show();
    QCOMPARE(projector.findChild<QScrollArea *>()->verticalScrollBar()->maximum(), 0);
    QCOMPARE(projector.findChild<PollBars *>()->linesIn(19), QStringList{u"20. 보기 20"_s});
}

void PollChartTest::moreVotesMakeALongerBar()
{
    PollChart chart;
    chart.resize(280, 120);
    chart.show();
    const auto accent = theme::colors(chart.palette()).accent;
    const auto filled = [&](const QList<int> &votes) {
        chart.setPoll(question(kShort, votes));
        return inked(chart.grab().toImage(), accent);
    };
    const auto none = filled({0, 0, 0});
    const auto one = filled({4, 0, 0});
    QVERIFY(none < 100);
    QVERIFY(one > 1000);
    QVERIFY(filled({4, 2, 0}) > one + one / 4);
}

void PollChartTest::anotherQuestionTakesItsPlace()
{
    PollChart chart;
    chart.setPoll(question(kShort, {4, 1, 1}));
    chart.resize(280, 120);
    chart.show();
    auto next = question({u"예"_s, u"아니요"_s}, {});
    next.id = u"next"_s;
    chart.setPoll(next);
    const auto *bars = chart.findChild<PollBars *>();
    QCOMPARE(bars->count(), 2);
    QCOMPARE(bars->accessibleDescription(), u"예: 0, 아니요: 0"_s);
    QVERIFY(inked(chart.grab().toImage(), theme::colors(chart.palette()).accent) < 100);
}

QTEST_MAIN(PollChartTest)
#include "tst_pollchart.moc"
