// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/panels/ClassPanel.h"

namespace lectern {

class ParticipantsPanel;

/// Who is in the class, and what the teacher does with one of them.
class PeoplePanel : public ClassPanel
{
    Q_OBJECT

public:
    PeoplePanel();

    QString title() const override;
    void fillMenus(const ClassMenus &menus) override;

Q_SIGNALS:
    void messageRequested(const lectern::ClassSession::Recipient &student);

protected:
    void sessionChanged() override;
    void retranslate() override;

private:
    void news(const QString &one, const QString &many, const QStringList &names);
    void confirmKick(const ClassSession::Recipient &student);

    ParticipantsPanel *m_people;
    QAction *m_goToPeople;
};

} // namespace lectern
