// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/TimelineEntry.h"

#include <QtCore/QObject>

class QAction;
class QMenu;

namespace lectern {

/// Everything that can be done in a class, as menu entries with their keys. The page connects them.
class ClassActions : public QObject
{
    Q_OBJECT

public:
    explicit ClassActions(QObject *parent);

    void fillMenus(QMenu *classMenu, QMenu *messageMenu) const;
    QList<QAction *> ofMessage() const { return {open, save, copy, readers, retry, cancel, remove}; }
    void retranslate();
    /// What fits the current message is enabled. Null: none is current. `hasReaders`: it is known who has
    /// seen it.
    void updateFor(const TimelineEntry *entry, bool hasReaders);

    QAction *attach;
    QAction *enlarge;
    QAction *rename;
    QAction *lock;
    QAction *end;
    QAction *find;
    QAction *saveAll;
    QAction *goToPeople;
    QAction *goToTimeline;
    QAction *write;
    QAction *open;
    QAction *save;
    QAction *copy;
    QAction *readers;
    QAction *retry;
    QAction *cancel;
    QAction *remove;
};

} // namespace lectern
