// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/style/Theme.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QStyleFactory>

using namespace Qt::StringLiterals;

namespace lectern::theme {

namespace {

QPalette makePalette(bool dark)
{
    const QColor window(dark ? 0x111d18 : 0xf5f3ec);
    const QColor base(dark ? 0x192922 : 0xfffefa);
    const QColor text(dark ? 0xedf2ec : 0x1c2521);
    const QColor muted(dark ? 0xa7b8ae : 0x56615b);
    const QColor line(dark ? 0x2c4037 : 0xdcd8cb);
    const QColor accent(dark ? 0x8dd5b2 : 0x1b6a4e);
    const QColor onAccent(dark ? 0x0b2118 : 0xffffff);

    QPalette palette(text, base, base, line, line, text, text, base, window);
    palette.setColor(QPalette::Button, base);
    palette.setColor(QPalette::Mid, line);
    palette.setColor(QPalette::Midlight, line);
    palette.setColor(QPalette::Light, base);
    palette.setColor(QPalette::Dark, line);
    palette.setColor(QPalette::AlternateBase, dark ? QColor(0x20332b) : QColor(0xece9df));
    palette.setColor(QPalette::PlaceholderText, muted);
    palette.setColor(QPalette::ToolTipBase, base);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, onAccent);
    palette.setColor(QPalette::Link, accent);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, muted);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, line);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, muted);
    return palette;
}

QString styleSheet(const QPalette &palette, int textSize)
{
    const auto c = colors(palette);
    auto sheet = uR"(
QToolTip { padding: 4px; border: 1px solid @line; background: @base; color: @text; }
QPushButton, QToolButton[framed="true"] {
  padding: 7px 14px; border: 1px solid @line; border-radius: 8px; background: @base; color: @text; min-height: 20px;
  icon-size: 16px; outline: none; }
QToolButton[framed="true"] { padding: 7px 8px; }
QPushButton[largeIcon="true"], QToolButton[largeIcon="true"] { icon-size: 22px; }
QToolButton[framed="true"]::menu-indicator { image: none; width: 0; }
QPushButton:hover, QToolButton[framed="true"]:hover { border-color: @accent; }
QPushButton:pressed, QToolButton[framed="true"]:pressed { background: @alternate; }
QPushButton:checked, QToolButton[framed="true"]:checked { border-color: @accent; background: @own; }
QPushButton:disabled, QToolButton[framed="true"]:disabled { color: @muted; background: transparent; }
QPushButton:focus { border: 2px solid @accent; padding: 6px 13px; }
QToolButton[framed="true"]:focus { border: 2px solid @accent; padding: 6px 7px; }
QPushButton[kind="primary"] { background: @accent; color: @onAccent; border-color: @accent; font-weight: 600; }
QPushButton[kind="primary"]:focus { border-color: @text; }
QPushButton[kind="primary"]:disabled { background: @alternate; color: @muted; border-color: @line; }
QPushButton[large="true"] { min-height: 32px; font-size: 11pt; }
QPushButton[kind="danger"] { color: @danger; }
QPushButton[kind="danger"]:hover { border-color: @danger; }
QPushButton[kind="danger"]:disabled { color: @muted; border-color: @line; }
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {
  border: 1px solid @control; border-radius: 8px; background: @base; color: @text; padding: 6px 10px;
  selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit, QComboBox, QSpinBox { min-height: 22px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid @accent; padding: 5px 9px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; padding: 0; background: transparent; }
QComboBox::drop-down { border: none; width: @around; }
QComboBox::down-arrow { image: url(:/icons/console/chevron-down.svg); width: @side; height: @side; }
QSpinBox::up-button, QSpinBox::down-button { border: none; width: @around; }
QSpinBox::up-arrow { image: url(:/icons/console/chevron-up.svg); width: @side; height: @side; }
QSpinBox::down-arrow { image: url(:/icons/console/chevron-down.svg); width: @side; height: @side; }
QComboBox QAbstractItemView { border: 1px solid @line; background: @base; padding: 4px; outline: none; }
QComboBox[private="true"] { border: 2px solid @accent; background: @own; font-weight: 600; padding: 5px 9px; }
QCheckBox::indicator, QAbstractItemView::indicator {
  width: 16px; height: 16px; border: 1px solid @control; border-radius: 4px; background: @base; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
  border-color: @accent; background: @accent; image: url(:/icons/console/@tick.svg); }
QCheckBox::indicator { width: @side; height: @side; }
QCheckBox::indicator:focus { border: 2px solid @accent; }
QFrame[card="true"] { background: @base; border: 1px solid @line; border-radius: 12px; }
QFrame[card="true"] QLabel { border: none; background: transparent; }
QListView { border: none; background: transparent; outline: none; }
QLabel[muted="true"] { color: @muted; }
QLabel[title="true"] { font-size: 20pt; font-weight: 600; }
QLabel[heading="true"] { font-size: 13pt; font-weight: 600; }
QLabel[tone="danger"] { color: @danger; }
QLabel[tone="warning"] { color: @warning; }
QFrame[banner="true"] { background: @alternate; border: none; border-left: 4px solid @accent; border-radius: 6px; }
QFrame[banner="true"][tone="warning"] { border-left-color: @warning; }
QFrame[banner="true"][tone="danger"] { border-left-color: @danger; }
QDockWidget { font-weight: 600; }
QDockWidget::title { padding: 6px 8px; background: transparent; text-align: left; }
QMainWindow::separator { width: 8px; height: 8px; background: transparent; }
QMainWindow::separator:hover { background: @line; }
QTabBar::tab { padding: 6px 12px; border: none; border-bottom: 2px solid transparent; color: @muted; }
QTabBar::tab:selected { border-bottom-color: @accent; color: @text; }
QMenuBar { background: @window; } QMenuBar::item { padding: 5px 10px; border-radius: 6px; }
QMenuBar::item:selected { background: @alternate; }
QStatusBar { background: @window; color: @muted; }
QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 5px; min-height: 36px; min-width: 36px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)"_s;
    for (const int points : {20, 13, 11})
        sheet.replace(u"%1pt"_s.arg(points), u"%1pt"_s.arg(points * textSize / 100.0));
    // What holds a line of text is as high as the line.
    for (const auto &size : {u"min-height: %1px"_s, u"icon-size: %1px"_s}) {
        for (const int pixels : {32, 22, 20, 16}) // downwards: none becomes another that is still to come
            sheet.replace(size.arg(pixels), size.arg(pixels * textSize / 100));
    }
    sheet.replace("@side"_L1, u"%1px"_s.arg(16 * textSize / 100));
    sheet.replace("@around"_L1, u"%1px"_s.arg(26 * textSize / 100));
    const std::pair<QLatin1StringView, QColor> values[] = {
        {"@alternate"_L1, palette.color(QPalette::AlternateBase)},
        {"@onAccent"_L1, c.onAccent},
        {"@accent"_L1, c.accent},
        {"@line"_L1, c.line},
        {"@control"_L1, QColor(isDark(palette) ? 0x71857a : 0x7d877f)},
        {"@base"_L1, palette.color(QPalette::Base)},
        {"@window"_L1, palette.color(QPalette::Window)},
        {"@text"_L1, palette.color(QPalette::WindowText)},
        {"@muted"_L1, c.muted},
        {"@own"_L1, c.ownBubble},
        {"@danger"_L1, c.danger},
        {"@warning"_L1, c.warning},
    };
    sheet.replace("@tick"_L1, isDark(palette) ? "tick-dark"_L1 : "tick-light"_L1);
    for (const auto &[name, color] : values)
        sheet.replace(name, color.name());
    return sheet;
}

} // namespace

bool isDark(const QPalette &palette)
{
    // A style sheet's transparent background counts as black: the text says it reliably.
    return palette.color(QPalette::WindowText).lightness() > 128;
}

Colors colors(const QPalette &palette)
{
    const bool dark = isDark(palette);
    return {
        .accent = palette.color(QPalette::Active, QPalette::Highlight),
        .onAccent = palette.color(QPalette::Active, QPalette::HighlightedText),
        .muted = palette.color(QPalette::PlaceholderText),
        .line = palette.color(QPalette::Mid),
        .ownBubble = QColor(dark ? 0x21392f : 0xe1eee6),
        .otherBubble = QColor(dark ? 0x20332b : 0xfffefa),
        .success = QColor(dark ? 0x63d283 : 0x1b7537),
        .warning = QColor(dark ? 0xf0c674 : 0x8a5a00),
        .danger = QColor(dark ? 0xffb3a2 : 0xa5301d),
    };
}

void apply(QApplication &app, Preferences::Appearance appearance, int textSize)
{
    auto font = QGuiApplication::font();
    if (const auto size = app.property("desktopFontSize"); !size.isValid())
        app.setProperty("desktopFontSize", font.pointSizeF());
    font.setPointSizeF(app.property("desktopFontSize").toDouble() * textSize / 100);
    app.setFont(font);
    // Without what was set here before, the palette is the desktop's again.
    app.setStyleSheet({});
    app.setPalette(QPalette());
    const bool dark = appearance == Preferences::Appearance::Dark ||
                      (appearance == Preferences::Appearance::System && isDark(app.palette()));
    app.setStyle(QStyleFactory::create(u"Fusion"_s));
    const auto palette = makePalette(dark);
    app.setPalette(palette);
    app.setStyleSheet(styleSheet(palette, textSize));
}

} // namespace lectern::theme
