// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/ParticipantsModel.h"

#include "console/models/PersonWords.h"

#include <QtCore/QSet>

#include <algorithm>

namespace lectern {

int ParticipantsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant ParticipantsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_entries.size()) return {};
    const auto &entry = m_entries.at(index.row());
    const auto &person = entry.person;
    switch (role) {
    case Qt::DisplayRole:
        return PersonWords::name(entry);
    case Qt::ToolTipRole:
        return PersonWords::details(entry, person.id == m_self);
    case Qt::AccessibleTextRole:
        return PersonWords::details(entry, person.id == m_self).replace(u'\n', QStringLiteral(", "));
    case IdRole:
        return person.id;
    case TypeRole:
        return static_cast<int>(person.type);
    case OnlineRole:
        return person.online;
    case JoinedAtRole:
        return person.joinedAt;
    case LeftAtRole:
        return entry.leftAt;
    case HandRaisedAtRole:
        return person.handRaisedAt;
    case HandPlaceRole:
        return static_cast<int>(m_hands.indexOf(person.id)) + 1;
    case SelfRole:
        return person.id == m_self;
    case AnsweredAtRole:
        return entry.answeredAt;
    case CallsRole:
        return entry.calls;
    case MutedRole:
        return person.muted;
    case BehindRole:
        return person.online && entry.isStudent() && m_read.value(person.id) < m_newest;
    case PulledRole:
        return entry.pulled;
    case NoteRole:
        return PersonWords::note(entry, person.id == m_self);
    case LineRole:
        return PersonWords::line(entry);
    default:
        return {};
    }
}

void ParticipantsModel::setSelf(const QString &personId)
{
    if (m_self == personId) return;
    m_self = personId;
    if (!m_entries.isEmpty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1), {SelfRole, NoteRole});
}

void ParticipantsModel::merge(const QList<Participant> &present, const QDateTime &now)
{
    QSet<QString> here;
    for (const auto &person : present)
        here.insert(person.id);

    QList<Participant> gone;
    for (const auto &entry : std::as_const(m_entries)) {
        if (!entry.leftAt.isValid() && !here.contains(entry.person.id)) gone.append(entry.person);
    }
    leave(gone, now);
    join(present);
    setRead(present);
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
        change(person.id, [this, &now](PersonEntry &entry) {
            if (entry.leftAt.isValid()) return;
            count(entry, -1);
            entry.person.online = false;
            entry.person.handRaisedAt = {};
            entry.pulled = false;
            entry.leftAt = now;
            count(entry, +1);
            m_hands.removeAll(entry.person.id);
        });
    }
    if (m_gone > kGoneKept + kGoneKept / 10) dropOldestGone();
    Q_EMIT countsChanged();
}

void ParticipantsModel::setHand(const QString &personId, const QDateTime &raisedAt)
{
    change(personId, [this, &raisedAt](PersonEntry &entry) {
        entry.person.handRaisedAt = raisedAt;
        queueHand(entry);
    });
    // Everybody behind in the queue has another place.
    for (const auto &id : std::as_const(m_hands))
        change(id, [](PersonEntry &) {}, {HandPlaceRole});
    Q_EMIT countsChanged();
}

void ParticipantsModel::queueHand(const PersonEntry &entry)
{
    m_hands.removeAll(entry.person.id);
    if (!entry.hasHand()) return;
    const auto behind =
        std::ranges::upper_bound(m_hands, entry.person.handRaisedAt, {}, [this](const QString &id) {
            return m_entries.at(rowOf(id)).person.handRaisedAt;
        });
    m_hands.insert(behind, entry.person.id);
}

void ParticipantsModel::clear()
{
    beginResetModel();
    m_entries.clear();
    m_rows.clear();
    m_read.clear();
    m_hands.clear();
    m_newest = 0;
    m_studentsOnline = 0;
    m_gone = 0;
    endResetModel();
    Q_EMIT countsChanged();
}

const PersonEntry *ParticipantsModel::entry(const QString &personId) const
{
    const auto row = rowOf(personId);
    return row < 0 ? nullptr : &m_entries.at(row);
}

QString ParticipantsModel::nameOf(const QString &personId) const
{
    const auto *known = entry(personId);
    return known ? known->person.name : QString();
}

void ParticipantsModel::upsert(const Participant &person)
{
    const auto row = rowOf(person.id);
    if (row < 0) {
        const auto at = rowCount();
        beginInsertRows({}, at, at);
        m_entries.append({.person = person});
        m_entries.last().assistant = m_assistants.contains(person.id);
        m_rows.insert(person.id, at);
        count(m_entries.at(at), +1);
        queueHand(m_entries.at(at));
        endInsertRows();
        return;
    }
    change(person.id, [this, &person](PersonEntry &entry) {
        count(entry, -1);
        entry.person = person;
        entry.leftAt = {};
        count(entry, +1);
        queueHand(entry);
    });
}

/// Takes it in among those who are here, or who have gone, or out of them. Whose line is down is neither.
void ParticipantsModel::count(const PersonEntry &entry, int by)
{
    if (entry.person.online && entry.isStudent()) m_studentsOnline += by;
    if (entry.leftAt.isValid()) m_gone += by;
}

void ParticipantsModel::dropOldestGone()
{
    QList<QDateTime> left;
    for (const auto &entry : std::as_const(m_entries)) {
        if (entry.leftAt.isValid()) left.append(entry.leftAt);
    }
    std::ranges::nth_element(left, left.end() - kGoneKept);
    const auto eldest = left.at(left.size() - kGoneKept);

    beginResetModel();
    m_entries.removeIf(
        [&](const PersonEntry &entry) { return entry.leftAt.isValid() && entry.leftAt < eldest; });
    m_rows.clear();
    m_gone = 0;
    QHash<QString, qint64> read;
    for (int row = 0; row < m_entries.size(); ++row) {
        const auto &person = m_entries.at(row).person;
        m_rows.insert(person.id, row);
        read.insert(person.id, m_read.value(person.id));
        if (m_entries.at(row).leftAt.isValid()) ++m_gone;
    }
    m_read = read;
    endResetModel();
}

} // namespace lectern
