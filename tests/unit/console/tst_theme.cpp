// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/style/Theme.h"

#include <QtGui/QPainter>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyleOptionButton>

#include <cmath>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

/// WCAG 2.1, "relative luminance".
double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// WCAG 2.1, "contrast ratio": 1 to 21.
double contrast(const QColor &a, const QColor &b)
{
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace

/// What is written can be read, in the light and in the dark.
class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMeasureIsTheOneOfTheStandard();
    void whatIsWrittenStandsOutFromWhatItStandsOn_data();
    void whatIsWrittenStandsOutFromWhatItStandsOn();
    void aButtonWithTheFocusHasOneFrame();
};

void ThemeTest::theMeasureIsTheOneOfTheStandard()
{
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
    // The grey that is just enough on white.
    QVERIFY(contrast(QColor(0x767676), Qt::white) > 4.5 && contrast(QColor(0x777777), Qt::white) < 4.5);
}

void ThemeTest::whatIsWrittenStandsOutFromWhatItStandsOn_data()
{
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QColor>("ground");
    const std::pair<Preferences::Appearance, QString> looks[] = {{Preferences::Appearance::Light, u"light"_s},
                                                                 {Preferences::Appearance::Dark, u"dark"_s}};
    for (const auto &[look, name] : looks) {
        theme::apply(*qApp, look);
        const auto palette = QApplication::palette();
        const auto colors = theme::colors(palette);
        const std::pair<QString, QColor> inks[] = {{u"text"_s, palette.color(QPalette::WindowText)},
                                                   {u"muted"_s, colors.muted},
                                                   {u"accent"_s, colors.accent},
                                                   {u"success"_s, colors.success},
                                                   {u"warning"_s, colors.warning},
                                                   {u"danger"_s, colors.danger}};
        const std::pair<QString, QColor> grounds[] = {
            {u"window"_s, palette.color(QPalette::Window)},
            {u"base"_s, palette.color(QPalette::Base)},
            {u"alternate"_s, palette.color(QPalette::AlternateBase)},
            {u"own bubble"_s, colors.ownBubble},
            {u"other bubble"_s, colors.otherBubble}};
        for (const auto &[inkName, ink] : inks) {
            for (const auto &[groundName, ground] : grounds)
                QTest::addRow("%s: %s on %s", qPrintable(name), qPrintable(inkName), qPrintable(groundName))
                    << ink << ground;
        }
        QTest::addRow("%s: on the accent", qPrintable(name)) << colors.onAccent << colors.accent;
        QTest::addRow("%s: switched off, on a button", qPrintable(name))
            << palette.color(QPalette::Disabled, QPalette::ButtonText) << palette.color(QPalette::Button);
    }
}

void ThemeTest::whatIsWrittenStandsOutFromWhatItStandsOn()
{
    QFETCH(QColor, ink);
    QFETCH(QColor, ground);
    const auto ratio = contrast(ink, ground);
    QVERIFY2(ratio >= 4.5, qPrintable(u"%1:1"_s.arg(ratio, 0, 'f', 2)));
}

void ThemeTest::aButtonWithTheFocusHasOneFrame()
{
    theme::apply(*qApp, Preferences::Appearance::Light);
    QPushButton button(u"Picture"_s);
    button.resize(120, 72);
    button.ensurePolished();
    // The state that a key leaves, and a mouse does not: then the style would draw a frame of its own.
    const auto drawn = [&button](QStyle::State state) {
        QStyleOptionButton option;
        option.initFrom(&button);
        option.state |= state;
        option.text = button.text();
        QImage image(button.size(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        button.style()->drawControl(QStyle::CE_PushButton, &option, &painter, &button);
        return image;
    };
    const auto plain = drawn(QStyle::State_Enabled);
    const auto focused = drawn(QStyle::State_HasFocus);
    QVERIFY(focused != plain);
    QCOMPARE(drawn(QStyle::State_HasFocus | QStyle::State_KeyboardFocusChange), focused);
}

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
