// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/TimelineEntry.h"

#include <QtCore/QObject>

class QAction;

namespace lectern {

/// What can be done with the current message, with its keys. The panel connects it.
class TimelineActions : public QObject
{
    Q_OBJECT

public:
    explicit TimelineActions(QObject *parent);

    QList<QAction *> all() const { return {open, link, save, copy, readers, late, unseen, retry, cancel, remove}; }
    void retranslate();
    /// What fits the current message is enabled. Null: none is current. `hasReaders`: it is known who has
    /// seen it.
    void updateFor(const TimelineEntry *entry, bool hasReaders);

    /// To how many the current message can be sent again: who came after it, and who has not seen it.
    void updateAgain(int cameLate, int haveNotSeen);

    QAction *open;
    QAction *link;
    QAction *save;
    QAction *copy;
    QAction *readers;
    QAction *late;
    QAction *unseen;
    QAction *retry;
    QAction *cancel;
    QAction *remove;
};

} // namespace lectern
