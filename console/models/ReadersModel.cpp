// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/ReadersModel.h"

using namespace Qt::StringLiterals;

namespace lectern {

int ReadersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_readers.size());
}

QVariant ReadersModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_readers.size()) return {};
    const auto &reader = m_readers.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return reader.name;
    case SeenRole:
        return reader.seen;
    case Qt::AccessibleTextRole:
        return reader.name + u", "_s + (reader.seen ? tr("has seen it") : tr("has not seen it yet"));
    default:
        return {};
    }
}

void ReadersModel::show(TimelineModel *timeline, const QString &key)
{
    if (m_timeline) m_timeline->disconnect(this);
    m_timeline = timeline;
    m_key = key;
    if (timeline) {
        connect(timeline, &TimelineModel::dataChanged, this, &ReadersModel::follow);
        connect(timeline, &TimelineModel::rowsRemoved, this, &ReadersModel::follow);
        connect(timeline, &TimelineModel::modelReset, this, &ReadersModel::follow);
    }
    follow();
}

QString ReadersModel::summary() const
{
    if (!m_timeline) return {};
    return m_timeline->index(m_timeline->rowOf(m_key)).data(TimelineModel::SeenTextRole).toString();
}

void ReadersModel::follow()
{
    auto readers = m_timeline ? m_timeline->readersOf(m_key) : QList<Reader>();
    if (readers == m_readers) return;
    beginResetModel();
    m_readers = std::move(readers);
    endResetModel();
    Q_EMIT changed();
}

} // namespace lectern
