// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/SnapshotDialog.h"

#include "console/style/Icons.h"
#include "console/style/Theme.h"
#include "console/widgets/SketchCanvas.h"

#include <QtGui/QPainter>
#include <QtGui/QShortcut>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QIcon swatch(const QColor &color)
{
    QPixmap pixmap(40, 40);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0, 0, 0, 110), 2));
    painter.setBrush(color);
    painter.drawEllipse(QRect(4, 4, 32, 32));
    return pixmap;
}

QPushButton *choice(const QString &name, const QIcon &icon, const QString &tip, const QKeySequence &key)
{
    auto *button = new QPushButton(icon, {});
    button->setObjectName(name);
    button->setProperty("largeIcon", true);
    button->setCheckable(true);
    button->setAutoDefault(false);
    button->setShortcut(key);
    button->setAccessibleName(tip);
    button->setToolTip(u"%1 (%2)"_s.arg(tip, key.toString(QKeySequence::NativeText)));
    return button;
}

} // namespace

SnapshotDialog::SnapshotDialog(const QImage &picture, const QString &to, QWidget *parent)
    : QDialog(parent)
    , m_canvas(new SketchCanvas(picture))
{
    setObjectName(u"snapshotDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Snapshot"));
    m_canvas->setAccessibleName(tr("The picture, to be drawn on"));
    m_canvas->setToolTip(
        tr("Draw with the mouse; or move the cross by the arrow keys, and begin and end by a "
           "space"));

    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(u"snapshotCancel"_s);
    cancel->setAutoDefault(false);
    auto *plan = new QPushButton(icons::get(u"plus"_s), tr("Into the lesson plan"));
    plan->setObjectName(u"snapshotPlan"_s);
    plan->setAutoDefault(false);
    auto *send = new QPushButton(icons::get(u"send"_s, icons::Tint::OnAccent), tr("Send to %1").arg(to));
    send->setObjectName(u"snapshotSend"_s);
    send->setProperty("kind", u"primary"_s);
    send->setProperty("large", true);
    send->setDefault(true);
    send->setToolTip(tr("Enter"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(plan, &QPushButton::clicked, this, [this] { finish(&SnapshotDialog::planRequested); });
    connect(send, &QPushButton::clicked, this, [this] { finish(&SnapshotDialog::sendRequested); });

    auto *bottom = new QHBoxLayout;
    bottom->addWidget(cancel);
    bottom->addStretch();
    bottom->addWidget(plan);
    bottom->addWidget(send);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(theme::kGap);
    layout->addLayout(tools());
    layout->addWidget(m_canvas, 1);
    layout->addLayout(bottom);
    m_canvas->setFocus();
}

QBoxLayout *SnapshotDialog::tools()
{
    using Tool = Sketch::Tool;
    struct Choice
    {
        QString name;
        QString icon;
        QString tip;
        int key;
        Tool tool;
    };
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *shapes = new QButtonGroup(this);
    for (const auto &[name, icon, tip, key, tool] :
         {Choice{u"sketchPen"_s, u"pencil"_s, tr("Pen"), Qt::Key_P, Tool::Pen},
          Choice{u"sketchArrow"_s, u"arrow"_s, tr("Arrow"), Qt::Key_A, Tool::Arrow},
          Choice{u"sketchBox"_s, u"box"_s, tr("Box"), Qt::Key_B, Tool::Box}}) {
        auto *button = choice(name, icons::get(icon), tip, key);
        button->setText(tip);
        button->setShortcut(key);
        shapes->addButton(button);
        row->addWidget(button);
        connect(button, &QPushButton::clicked, m_canvas, [this, tool = tool] { m_canvas->setTool(tool); });
    }
    shapes->buttons().first()->setChecked(true);
    row->addSpacing(16);

    auto *colors = new QButtonGroup(this);
    const std::tuple<QString, QColor, QString, int> kColors[] = {
        {u"sketchRed"_s, QColor(0xe0, 0x2f, 0x1f), tr("Red"), Qt::Key_1},
        {u"sketchBlue"_s, QColor(0x1d, 0x6f, 0xe8), tr("Blue"), Qt::Key_2},
        {u"sketchYellow"_s, QColor(0xff, 0xd0, 0x2e), tr("Yellow"), Qt::Key_3}};
    for (const auto &[name, color, tip, key] : kColors) {
        auto *button = choice(name, swatch(color), tip, key);
        colors->addButton(button);
        row->addWidget(button);
        connect(button, &QPushButton::clicked, m_canvas,
                [this, color = color] { m_canvas->setColor(color); });
    }
    colors->buttons().first()->setChecked(true);
    m_canvas->setColor(std::get<QColor>(kColors[0]));
    row->addStretch();

    auto *undo = choice(u"sketchUndo"_s, icons::get(u"undo"_s), tr("Undo"), QKeySequence::Undo);
    undo->setCheckable(false);
    undo->setText(tr("Undo"));
    undo->setShortcut(QKeySequence::Undo);
    undo->setEnabled(false);
    row->addWidget(undo);
    connect(undo, &QPushButton::clicked, m_canvas, &SketchCanvas::undo);
    connect(m_canvas, &SketchCanvas::changed, undo,
            [this, undo] { undo->setEnabled(m_canvas->sketch().isDrawnOn()); });
    return row;
}

void SnapshotDialog::finish(void (SnapshotDialog::*what)(const QImage &))
{
    Q_EMIT(this->*what)(m_canvas->sketch().flattened());
    accept();
}

} // namespace lectern
