// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

#include <QtCore/QAbstractListModel>

namespace lectern {

/// A question to the class, and what has been answered.
struct PollEntry
{
    QString id;
    payload::Poll poll;
    payload::PollResult result; ///< counts are as many as there are choices
    bool open = true;
    bool shown = false; ///< the students have got the result
};

/// The questions of a class, the newest first, as `poll`, `pollResult` and the welcome tell of them.
class PollsModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole,
        OpenRole,  ///< bool
        VotesRole, ///< int: people who have answered
    };

    static constexpr int kKept = 200; ///< questions

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    /// `poll` and `pollResult`; others are ignored.
    void take(const Message &message);
    /// Those of a welcome: what is not among them is not open.
    void setOpen(const QList<payload::OpenPoll> &polls);
    void clear();

    /// Null where there is none. Good until the model changes.
    const PollEntry *entry(const QString &id) const;
    const PollEntry *entryAt(int row) const;
    /// The newest that is open; null: none.
    const PollEntry *current() const;

Q_SIGNALS:
    void opened(const QString &id); ///< a question that was not known before
    void changed(const QString &id);

private:
    void add(const QString &id, const payload::Poll &poll, bool open);
    template <typename Change> void change(const QString &id, Change apply);

    QList<PollEntry> m_polls; ///< the newest first
};

} // namespace lectern
