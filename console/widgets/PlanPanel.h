// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/app/Preferences.h"
#include "console/session/PlanStore.h"

#include <QtWidgets/QFrame>

class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace lectern {

class Banner;
class PlanView;

/// The lesson plan: made here, and pushed from here step by step.
class PlanPanel : public QFrame
{
    Q_OBJECT

public:
    /// Both outlive the panel.
    PlanPanel(PlanStore &store, Preferences &preferences, QWidget *parent = nullptr);

    /// Whether there is a class to push to; without one the plan is only prepared.
    void setCanPush(bool can);
    /// Pushes the step whose turn it is.
    void pushNext();
    void focusSteps();

Q_SIGNALS:
    void pushRequested(int row);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void retranslate();
    void updateState();
    void push(int row);
    void addText();
    void editText();
    void chooseFiles();
    void removeStep();
    void moveStep(int by);
    void openPlan();
    void savePlan();
    void newPlan();
    QString startFolder() const;
    int currentRow() const;
    void select(int row);

    PlanStore &m_store;
    Preferences &m_preferences;
    QLabel *m_title;
    QToolButton *m_file;
    QMenu *m_fileMenu;
    QAction *m_new;
    QAction *m_open;
    QAction *m_save;
    QAction *m_rewind;
    Banner *m_banner;
    QLabel *m_empty;
    PlanView *m_list;
    QToolButton *m_addText;
    QToolButton *m_addFile;
    QToolButton *m_edit;
    QToolButton *m_up;
    QToolButton *m_down;
    QToolButton *m_remove;
    QPushButton *m_push;
    bool m_canPush = false;
    bool m_undoOffered = false;
};

} // namespace lectern
