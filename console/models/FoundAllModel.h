// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"
#include "console/models/FoundModel.h"

namespace lectern {

/// Messages that were found in several classes, the newest first. Has FoundModel's roles, with the class's
/// name before the sender's.
class FoundAllModel : public QAbstractListModel
{
    Q_OBJECT

public:
    struct Found
    {
        api::Room room;
        Message message;
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    void clear();
    void add(const api::Room &room, const QList<Message> &messages);
    /// Null for a row that is not there.
    const Found *foundAt(int row) const;

private:
    QList<Found> m_found;
};

} // namespace lectern
