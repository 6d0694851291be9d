// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/PeopleOrder.h"

namespace lectern {

PeopleOrder::PeopleOrder(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    setDynamicSortFilter(true);
    sort(0);
}

void PeopleOrder::setPeople(ParticipantsModel *people)
{
    m_people = people;
    setSourceModel(people);
}

void PeopleOrder::sortBy(Sort sort)
{
    m_sort = sort;
    invalidate();
}

void PeopleOrder::show(Show show)
{
    m_show = show;
    invalidateFilter();
}

void PeopleOrder::look(const QString &text)
{
    m_text = text.trimmed();
    invalidateFilter();
}

bool PeopleOrder::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const auto &a = m_people->at(left.row());
    const auto &b = m_people->at(right.row());
    if (a.hasHand() != b.hasHand()) return a.hasHand();
    if (a.hasHand() && a.person.handRaisedAt != b.person.handRaisedAt) {
        return a.person.handRaisedAt < b.person.handRaisedAt;
    }
    if (a.person.online != b.person.online) return a.person.online;
    if (m_sort == Sort::Arrival && a.person.joinedAt != b.person.joinedAt)
        return a.person.joinedAt < b.person.joinedAt;
    if (m_sort == Sort::Answer && a.answeredAt != b.answeredAt) {
        // The newest answer first; who has written nothing comes behind.
        if (a.answeredAt.isValid() != b.answeredAt.isValid()) return a.answeredAt.isValid();
        return a.answeredAt > b.answeredAt;
    }
    if (m_sort == Sort::Calls && a.calls != b.calls) return a.calls < b.calls;
    const auto byName = m_collator.compare(a.person.name, b.person.name);
    return byName != 0 ? byName < 0 : a.person.id < b.person.id;
}

bool PeopleOrder::filterAcceptsRow(int row, const QModelIndex &) const
{
    const auto &entry = m_people->at(row);
    return isShown(entry, row) &&
           (m_text.isEmpty() || entry.person.name.contains(m_text, Qt::CaseInsensitive) ||
            entry.person.realName.contains(m_text, Qt::CaseInsensitive));
}

bool PeopleOrder::isShown(const PersonEntry &entry, int row) const
{
    const bool here = entry.person.online;
    const bool studentHere = here && entry.isStudent();
    switch (m_show) {
    case Show::Everyone:
        return true;
    case Show::Here:
        return here;
    case Show::Hands:
        return entry.hasHand();
    case Show::NotCalled:
        return studentHere && entry.calls == 0;
    case Show::Silent:
        return studentHere && !entry.answeredAt.isValid();
    case Show::Behind:
        return m_people->index(row).data(ParticipantsModel::BehindRole).toBool();
    case Show::Gone:
        return !here;
    }
    return true;
}

} // namespace lectern
