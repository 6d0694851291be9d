// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/PeopleOrder.h"

#include <QtWidgets/QListView>

namespace lectern {

class ParticipantDelegate;

/// The people of a class, as a list or as tiles. Several can be selected.
class PeopleList : public QListView
{
    Q_OBJECT

public:
    explicit PeopleList(QWidget *parent = nullptr);

    void setPeople(ParticipantsModel *people); ///< null: none
    PeopleOrder *order() { return &m_order; }
    void setTiles(bool tiles);
    QStringList selectedIds() const;
    /// Selects that one alone and shows it, where it is not filtered out.
    void select(const QString &personId);

Q_SIGNALS:
    void selectedChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    void fitTiles();

    PeopleOrder m_order;
    ParticipantsModel *m_people = nullptr;
    ParticipantDelegate *m_delegate;
    bool m_tiles = false;
};

} // namespace lectern
