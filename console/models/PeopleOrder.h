// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/ParticipantsModel.h"

#include <QtCore/QCollator>
#include <QtCore/QSortFilterProxyModel>

namespace lectern {

/// The people of a class as the teacher wants to see them: sorted, and those left out who are not looked for.
/// In every order raised hands come first (who waited longest first) and who has left comes last.
class PeopleOrder : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    enum class Sort { Name, Arrival, Answer, Calls };
    enum class Show { Everyone, Here, Hands, NotCalled, Silent, Behind, Gone };

    explicit PeopleOrder(QObject *parent = nullptr);

    void setPeople(ParticipantsModel *people); ///< null: none
    void sortBy(Sort sort);
    void show(Show show);
    /// Part of a name; empty: any.
    void look(const QString &text);

protected:
    bool lessThan(const QModelIndex &a, const QModelIndex &b) const override;
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    bool isShown(const PersonEntry &entry, int row) const;

    ParticipantsModel *m_people = nullptr;
    QCollator m_collator;
    Sort m_sort = Sort::Name;
    Show m_show = Show::Everyone;
    QString m_text;
};

} // namespace lectern
