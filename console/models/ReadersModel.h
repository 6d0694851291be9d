// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/TimelineModel.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QPointer>

namespace lectern {

/// Who has seen one message, first who has not; follows the class for as long as it is shown.
class ReadersModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        SeenRole = Qt::UserRole, ///< bool
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    /// Null: no message.
    void show(TimelineModel *timeline, const QString &key = {});
    /// How many have seen it, in words.
    QString summary() const;

Q_SIGNALS:
    void changed();

private:
    void follow();

    QPointer<TimelineModel> m_timeline;
    QString m_key;
    QList<Reader> m_readers;
};

} // namespace lectern
