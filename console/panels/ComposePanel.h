// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/app/Preferences.h"
#include "console/panels/ClassPanel.h"

#include <QtCore/QTimer>

namespace lectern {

class Composer;
class SnapshotTool;

/// Writing and sending: texts, pictures, files, to all or to one.
class ComposePanel : public ClassPanel
{
    Q_OBJECT

public:
    /// `preferences` outlives the panel.
    explicit ComposePanel(Preferences &preferences);

    void fillMenus(const ClassMenus &menus) override;
    void writeTo(const ClassSession::Recipient &student);

Q_SIGNALS:
    /// Something was handed to the session.
    void sent();
    /// A picture for the lesson plan.
    void planRequested(const QImage &picture);

protected:
    void sessionChanged() override; ///< the draft is kept when it is the same room
    void retranslate() override;

private:
    void updateRecipients();
    void chooseFile();
    void chooseRecipients();
    void takeSnapshot();
    void sendPicture(const QImage &picture);

    Preferences &m_preferences;
    Composer *m_composer;
    SnapshotTool *m_snapshots;
    QAction *m_attach;
    QAction *m_snapshot;
    QAction *m_several;
    QAction *m_write;
    QString m_roomId;
    QTimer m_recipientsTimer;
    QTimer m_draftTimer;
};

} // namespace lectern
