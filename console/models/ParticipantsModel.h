// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QCollator>

namespace lectern {

/// Everybody who is or was in the class. Order: raised hands (who waited longest first), then who is here
/// by name, then who has left by name. People who left stay in the list, so that the teacher sees who is
/// missing.
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
        SelfRole,         ///< bool: the console's own person
    };

    explicit ParticipantsModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    void setSelf(const QString &personId);
    /// A welcome's list: who is known and not in it left while nobody was looking.
    void merge(const QList<Participant> &present, const QDateTime &now);
    void join(const QList<Participant> &people);
    void leave(const QList<Participant> &people, const QDateTime &now);
    void setHand(const QString &personId, const QDateTime &raisedAt); ///< invalid: lowered
    void clear();

    bool knows(const QString &personId) const { return rowOf(personId) >= 0; }
    QString nameOf(const QString &personId) const; ///< empty for someone unknown
    int rowOf(const QString &personId) const;      ///< -1 for someone unknown
    int studentsOnline() const;
    int handsRaised() const;

Q_SIGNALS:
    void countsChanged();

private:
    struct Entry
    {
        Participant person;
        QDateTime leftAt;
    };

    bool comesBefore(const Entry &a, const Entry &b) const;
    void upsert(const Participant &person);
    void put(Entry entry);
    template <typename Change> void change(const QString &personId, Change apply);
    void settle(int row);

    QList<Entry> m_entries;
    QCollator m_collator;
    QString m_self;
};

} // namespace lectern
