// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/PlanPanel.h"

#include "console/style/Icons.h"
#include "console/widgets/Banner.h"
#include "console/widgets/PlanView.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QToolButton *made(const QString &name, const QString &icon)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setIcon(icons::get(icon));
    button->setProperty("framed", true);
    button->setProperty("largeIcon", true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

PlanPanel::PlanPanel(PlanStore &store, Preferences &preferences, QWidget *parent)
    : QFrame(parent)
    , m_store(store)
    , m_preferences(preferences)
    , m_title(new QLabel)
    , m_file(made(u"planFile"_s, u"more"_s))
    , m_fileMenu(new QMenu(this))
    , m_banner(new Banner)
    , m_empty(new QLabel)
    , m_list(new PlanView(store))
    , m_addText(made(u"planAddText"_s, u"text"_s))
    , m_addFile(made(u"planAddFile"_s, u"picture"_s))
    , m_edit(made(u"planEdit"_s, u"pencil"_s))
    , m_up(made(u"planUp"_s, u"up"_s))
    , m_down(made(u"planDown"_s, u"down"_s))
    , m_remove(made(u"planRemove"_s, u"trash"_s))
    , m_push(new QPushButton)
{
    build();
    connect(m_addText, &QToolButton::clicked, this, &PlanPanel::addText);
    connect(m_addFile, &QToolButton::clicked, this, &PlanPanel::chooseFiles);
    connect(m_edit, &QToolButton::clicked, this, &PlanPanel::editText);
    connect(m_up, &QToolButton::clicked, this, [this] { moveStep(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { moveStep(1); });
    connect(m_remove, &QToolButton::clicked, this, &PlanPanel::removeStep);
    connect(m_push, &QPushButton::clicked, this, &PlanPanel::pushNext);
    connect(m_list, &PlanView::pushRequested, this, &PlanPanel::push);
    connect(m_list, &PlanView::editRequested, this, &PlanPanel::editText);
    connect(m_list, &PlanView::removeRequested, this, &PlanPanel::removeStep);
    connect(m_list, &PlanView::moveRequested, this, &PlanPanel::moveStep);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &PlanPanel::updateState);
    connect(m_banner, &Banner::actionClicked, this, [this] {
        m_banner->hide();
        if (m_undoOffered) select(m_store.plan()->restore());
    });
    connect(&m_store, &PlanStore::failed, this, [this](const QString &text) {
        m_undoOffered = false;
        m_banner->showText(Banner::Tone::Warning, text, tr("Close"));
    });
    connect(&m_store, &PlanStore::pathChanged, this, [this] {
        m_preferences.setPlanFile(m_store.isOwn() ? QString() : m_store.path());
        m_banner->hide();
        updateState();
    });
    for (const auto change : {&LessonPlan::edited, &LessonPlan::nextChanged})
        connect(m_store.plan(), change, this, &PlanPanel::updateState);
    retranslate();
}

void PlanPanel::build()
{
    setObjectName(u"planPanel"_s);
    setProperty("card", true);
    m_title->setObjectName(u"planTitle"_s);
    m_title->setProperty("heading", true);
    m_new = m_fileMenu->addAction(QString(), this, &PlanPanel::newPlan);
    m_open = m_fileMenu->addAction(QString(), this, &PlanPanel::openPlan);
    m_save = m_fileMenu->addAction(QString(), this, &PlanPanel::savePlan);
    m_fileMenu->addSeparator();
    m_rewind = m_fileMenu->addAction(QString(), m_store.plan(), &LessonPlan::rewind);
    m_new->setObjectName(u"planNewAction"_s);
    m_open->setObjectName(u"planOpenAction"_s);
    m_save->setObjectName(u"planSaveAction"_s);
    m_rewind->setObjectName(u"planRewindAction"_s);
    m_file->setMenu(m_fileMenu);
    m_file->setPopupMode(QToolButton::InstantPopup);
    m_empty->setProperty("muted", true);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_push->setObjectName(u"planPush"_s);
    m_push->setProperty("kind", u"primary"_s);
    m_push->setProperty("large", true);
    m_push->setIcon(icons::get(u"send"_s, icons::Tint::OnAccent));

    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_file);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(4);
    for (auto *button : {m_addText, m_addFile, m_edit, m_up, m_down, m_remove})
        tools->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_banner);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_list, 1);
    layout->addLayout(tools);
    layout->addWidget(m_push);
}

void PlanPanel::setCanPush(bool can)
{
    m_canPush = can;
    updateState();
}

void PlanPanel::pushNext()
{
    push(m_store.plan()->next());
}

void PlanPanel::focusSteps()
{
    const bool any = m_store.plan()->rowCount() > 0;
    any ? m_list->setFocus(Qt::ShortcutFocusReason) : m_addText->setFocus(Qt::ShortcutFocusReason);
    if (any && currentRow() < 0) select(std::max(0, m_store.plan()->next()));
}

void PlanPanel::push(int row)
{
    if (!m_canPush || !m_store.plan()->stepAt(row)) return;
    select(row);
    Q_EMIT pushRequested(row);
}

void PlanPanel::removeStep()
{
    if (currentRow() < 0) return;
    m_store.plan()->remove(currentRow());
    m_undoOffered = true;
    m_banner->showText(Banner::Tone::Info, tr("The step is removed."), tr("Undo"));
}

void PlanPanel::moveStep(int by)
{
    m_store.plan()->moveStep(currentRow(), currentRow() + by);
    updateState();
}

int PlanPanel::currentRow() const
{
    return m_list->currentIndex().row();
}

void PlanPanel::select(int row)
{
    m_list->setCurrentIndex(m_store.plan()->index(row));
}

void PlanPanel::updateState()
{
    const auto *plan = m_store.plan();
    const int row = currentRow();
    const bool any = plan->rowCount() > 0;
    m_title->setText(m_store.isOwn() ? tr("Lesson plan") : QFileInfo(m_store.path()).completeBaseName());
    m_title->setToolTip(m_store.isOwn() ? QString() : m_store.path());
    m_empty->setVisible(!any);
    m_list->setVisible(any);
    for (auto *button : {m_edit, m_remove})
        button->setEnabled(row >= 0);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < plan->rowCount());
    m_rewind->setEnabled(plan->next() != 0);
    m_push->setVisible(m_canPush);
    m_push->setEnabled(plan->next() >= 0);
    m_push->setText(plan->next() < 0 && any ? tr("All is pushed")
                                            : tr("Push the next step (%1)").arg(plan->next() + 1));
}

void PlanPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) retranslate();
    QFrame::changeEvent(event);
}

void PlanPanel::retranslate()
{
    const std::pair<QToolButton *, QString> tips[] = {
        {m_file, tr("Open or save the plan")},
        {m_addText, tr("Add a text")},
        {m_addFile, tr("Add pictures or files; also by drag and drop, or Ctrl+V in the list")},
        {m_edit, tr("Change the text or caption (Space)")},
        {m_up, tr("Move up (Ctrl+Up)")},
        {m_down, tr("Move down (Ctrl+Down)")},
        {m_remove, tr("Remove the step (Delete)")}};
    for (const auto &[button, text] : tips) {
        button->setToolTip(text);
        button->setAccessibleName(text);
    }
    m_new->setText(tr("&New plan"));
    m_open->setText(tr("&Open a plan…"));
    m_save->setText(tr("&Save the plan as…"));
    m_rewind->setText(tr("&Begin again with the first step"));
    m_empty->setText(tr("Prepare texts and pictures here, in the order in which the class will get them."));
    m_list->setAccessibleName(tr("Steps of the lesson plan"));
    m_list->setToolTip(tr("Enter or a double click pushes a step to everyone"));
    m_push->setToolTip(tr("Push it to everyone (F9)"));
    updateState();
}

} // namespace lectern
