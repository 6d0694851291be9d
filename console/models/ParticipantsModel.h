// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/PersonEntry.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QHash>

namespace lectern {

/// Everybody who is or was in the class, in the order in which they were first seen (PeopleOrder sorts them
/// for the eye). Who left stays, so that the teacher sees who is missing: the last kGoneKept of them.
class ParticipantsModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole,
        TypeRole,         ///< int of PersonType
        OnlineRole,       ///< bool
        JoinedAtRole,     ///< QDateTime
        LeftAtRole,       ///< QDateTime, invalid while online
        HandRaisedAtRole, ///< QDateTime, invalid when the hand is down
        HandPlaceRole,    ///< int: place in the queue of hands, from 1; 0 when the hand is down
        SelfRole,         ///< bool: the console's own person
        AnsweredAtRole,   ///< QDateTime, invalid before they wrote anything
        CallsRole,        ///< int
        MutedRole,        ///< bool
        BehindRole,       ///< bool: has not seen the newest message to everyone
        PulledRole,       ///< bool: is being removed
        NoteRole,         ///< short words: since when
        LineRole,         ///< one line: what they wrote last
    };

    static constexpr int kGoneKept = 500;

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    /// The tooltip and the accessible text say everything in words.
    QVariant data(const QModelIndex &index, int role) const override;

    void setSelf(const QString &personId);
    QString self() const { return m_self; }
    /// A welcome's list: who is known and not in it left while nobody was looking.
    void merge(const QList<Participant> &present, const QDateTime &now);
    void join(const QList<Participant> &people);
    void leave(const QList<Participant> &people, const QDateTime &now);
    void setHand(const QString &personId, const QDateTime &raisedAt); ///< invalid: lowered
    void setAnswer(const QString &personId, const QString &text, const QDateTime &at);
    void setPulled(const QString &personId, bool pulled);
    void setMuted(const QString &personId, bool muted);
    void rename(const QString &personId, const payload::Rename &names);
    void setAssistants(const QStringList &ids);
    void addCall(const QString &personId);
    /// Who has seen the newest message to everyone, as numbers of the log.
    void setNewest(qint64 seq);
    void setRead(const QList<Participant> &marks);
    void clear();

    bool knows(const QString &personId) const { return m_rows.contains(personId); }
    const PersonEntry &at(int row) const { return m_entries.at(row); }
    /// Null for someone unknown. Good until the model changes.
    const PersonEntry *entry(const QString &personId) const;
    QString nameOf(const QString &personId) const; ///< empty for someone unknown
    int rowOf(const QString &personId) const { return m_rows.value(personId, -1); }
    int studentsOnline() const { return m_studentsOnline; }
    /// Ids, who waits longest first.
    const QStringList &hands() const { return m_hands; }
    /// Students who are here, by id, called on least often.
    QStringList leastCalled() const;

Q_SIGNALS:
    void countsChanged();

private:
    void upsert(const Participant &person);
    void queueHand(const PersonEntry &entry);
    void count(const PersonEntry &entry, int by);
    void dropOldestGone();
    template <typename Change>
    void change(const QString &personId, Change apply, const QList<int> &roles = {});

    QList<PersonEntry> m_entries;
    QHash<QString, int> m_rows;
    QHash<QString, qint64> m_read;
    QStringList m_hands;
    QStringList m_assistants;
    QString m_self;
    qint64 m_newest = 0;
    int m_studentsOnline = 0;
    int m_gone = 0;
};

template <typename Change>
void ParticipantsModel::change(const QString &personId, Change apply, const QList<int> &roles)
{
    const auto row = rowOf(personId);
    if (row < 0) return;
    apply(m_entries[row]);
    Q_EMIT dataChanged(index(row), index(row), roles);
}

} // namespace lectern
