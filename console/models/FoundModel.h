// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

#include <QtCore/QAbstractListModel>

namespace lectern {

/// Messages that a search has found, the newest first. Older ones are asked for as somebody scrolls down to
/// them.
class FoundModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole,
        SeqRole,
        SenderNameRole,
        TimeRole, ///< QDateTime
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    void clear();
    /// `page` as the server gives it: the oldest first. `more`: there may be older ones.
    void append(const QList<Message> &page, bool more);
    /// 0 while there is none.
    qint64 oldestSeq() const { return m_found.isEmpty() ? 0 : m_found.last().seq; }
    bool hasMore() const { return m_more; }
    /// It was deleted while the list was looked at.
    void remove(const QString &id);

Q_SIGNALS:
    void moreWanted();

private:
    QList<Message> m_found;
    bool m_more = false;
};

} // namespace lectern
