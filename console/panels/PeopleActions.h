// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/PersonEntry.h"

#include <QtCore/QObject>

class QAction;

namespace lectern {

/// What can be done with the people of a class, with its keys: with all of them, and with those who are
/// selected. The panel connects it.
class PeopleActions : public QObject
{
    Q_OBJECT

public:
    explicit PeopleActions(QObject *parent);

    QList<QAction *> ofAll() const { return {nextHand, someone, lowerAll, hideNames, bans}; }
    QList<QAction *> ofSelection() const
    {
        return {message, call, lower, mute, rename, realName, assistant, handOver, remove, ban};
    }
    void retranslate();
    /// What fits the selection is enabled. `hands`: how many are raised in the class; `isHost`: who else
    /// holds the class is the host's alone to settle.
    void updateFor(const QList<PersonEntry> &selected, int hands, bool isHost);

    QAction *nextHand;
    QAction *someone;
    QAction *lowerAll;
    QAction *hideNames;
    QAction *bans;
    QAction *message;
    QAction *call;
    QAction *lower;
    QAction *mute; ///< checked while all who are selected are muted
    QAction *rename;
    QAction *realName;
    QAction *assistant; ///< checked while all who are selected are
    QAction *handOver;
    QAction *remove;
    QAction *ban;
};

} // namespace lectern
