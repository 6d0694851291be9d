// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/ParticipantsModel.h"

#include <QtCore/QSet>

#include <algorithm>

namespace lectern {

ParticipantsModel::ParticipantsModel(QObject *parent)
    : QAbstractListModel(parent)
{
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
}

int ParticipantsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant ParticipantsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_entries.size()) return {};
    const auto &entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return entry.person.name;
    case IdRole:
        return entry.person.id;
    case TypeRole:
        return static_cast<int>(entry.person.type);
    case OnlineRole:
        return entry.person.online;
    case JoinedAtRole:
        return entry.person.joinedAt;
    case LeftAtRole:
        return entry.leftAt;
    case HandRaisedAtRole:
        return entry.person.handRaisedAt;
    case SelfRole:
        return entry.person.id == m_self;
    default:
        return {};
    }
}

void ParticipantsModel::setSelf(const QString &personId)
{
    if (m_self == personId) return;
    m_self = personId;
    if (!m_entries.isEmpty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1), {SelfRole});
}

void ParticipantsModel::merge(const QList<Participant> &present, const QDateTime &now)
{
    QSet<QString> here;
    for (const auto &person : present)
        here.insert(person.id);

    QList<Participant> gone;
    for (const auto &entry : std::as_const(m_entries)) {
        if (entry.person.online && !here.contains(entry.person.id)) gone.append(entry.person);
    }
    leave(gone, now);
    join(present);
}

void ParticipantsModel::join(const QList<Participant> &people)
{
    for (const auto &person : people)
        upsert(person);
    Q_EMIT countsChanged();
}

void ParticipantsModel::leave(const QList<Participant> &people, const QDateTime &now)
{
    for (const auto &person : people) {
        change(person.id, [&now](Entry &entry) {
            entry.person.online = false;
            entry.person.handRaisedAt = {};
            entry.leftAt = now;
        });
    }
    Q_EMIT countsChanged();
}

void ParticipantsModel::setHand(const QString &personId, const QDateTime &raisedAt)
{
    change(personId, [&raisedAt](Entry &entry) { entry.person.handRaisedAt = raisedAt; });
    Q_EMIT countsChanged();
}

void ParticipantsModel::clear()
{
    beginResetModel();
    m_entries.clear();
    endResetModel();
    Q_EMIT countsChanged();
}

QString ParticipantsModel::nameOf(const QString &personId) const
{
    const auto row = rowOf(personId);
    return row < 0 ? QString() : m_entries.at(row).person.name;
}

int ParticipantsModel::rowOf(const QString &personId) const
{
    const auto found = std::ranges::find_if(
        m_entries, [&personId](const Entry &entry) { return entry.person.id == personId; });
    return found == m_entries.cend() ? -1 : static_cast<int>(std::distance(m_entries.cbegin(), found));
}

int ParticipantsModel::studentsOnline() const
{
    return static_cast<int>(std::ranges::count_if(m_entries, [](const Entry &entry) {
        return entry.person.online && entry.person.type == PersonType::Student;
    }));
}

int ParticipantsModel::handsRaised() const
{
    return static_cast<int>(std::ranges::count_if(
        m_entries, [](const Entry &entry) { return entry.person.handRaisedAt.isValid(); }));
}

bool ParticipantsModel::comesBefore(const Entry &a, const Entry &b) const
{
    const bool aHand = a.person.handRaisedAt.isValid();
    const bool bHand = b.person.handRaisedAt.isValid();
    if (aHand != bHand) return aHand;
    if (aHand && a.person.handRaisedAt != b.person.handRaisedAt) {
        return a.person.handRaisedAt < b.person.handRaisedAt;
    }
    if (a.person.online != b.person.online) return a.person.online;
    const auto byName = m_collator.compare(a.person.name, b.person.name);
    return byName != 0 ? byName < 0 : a.person.id < b.person.id;
}

void ParticipantsModel::upsert(const Participant &person)
{
    if (!knows(person.id)) {
        put({person, {}});
        return;
    }
    change(person.id, [&person](Entry &entry) { entry = {person, {}}; });
}

void ParticipantsModel::put(Entry entry)
{
    const auto position = std::ranges::upper_bound(
        m_entries, entry, [this](const Entry &a, const Entry &b) { return comesBefore(a, b); });
    const auto row = static_cast<int>(std::distance(m_entries.begin(), position));
    beginInsertRows({}, row, row);
    m_entries.insert(row, std::move(entry));
    endInsertRows();
}

template <typename Change> void ParticipantsModel::change(const QString &personId, Change apply)
{
    const auto row = rowOf(personId);
    if (row < 0) return;
    apply(m_entries[row]);
    settle(row);
}

void ParticipantsModel::settle(int row)
{
    Q_EMIT dataChanged(index(row), index(row));
    int target = 0;
    for (int other = 0; other < m_entries.size(); ++other) {
        if (other != row && comesBefore(m_entries.at(other), m_entries.at(row))) ++target;
    }
    if (target == row) return;
    // beginMoveRows() names the row before which the moved one goes, counted before the move.
    beginMoveRows({}, row, row, {}, target > row ? target + 1 : target);
    m_entries.move(row, target);
    endMoveRows();
}

} // namespace lectern
