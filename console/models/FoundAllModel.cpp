// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/FoundAllModel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

int FoundAllModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_found.size());
}

QVariant FoundAllModel::data(const QModelIndex &index, int role) const
{
    const auto *found = index.isValid() ? foundAt(index.row()) : nullptr;
    if (!found) return {};
    const auto &message = found->message;
    switch (role) {
    case Qt::DisplayRole: {
        const auto *said = payloadOf<payload::Text>(message);
        const auto text = said ? said->text.simplified() : QString();
        return text.isEmpty() && message.attachment ? message.attachment->name : text;
    }
    case FoundModel::IdRole:
        return message.id;
    case FoundModel::SeqRole:
        return message.seq;
    case FoundModel::SenderNameRole:
        return u"%1 · %2"_s.arg(found->room.name, message.senderName);
    case FoundModel::TimeRole:
        return message.sentAt;
    default:
        return {};
    }
}

void FoundAllModel::clear()
{
    beginResetModel();
    m_found.clear();
    endResetModel();
}

void FoundAllModel::add(const api::Room &room, const QList<Message> &messages)
{
    for (const auto &message : messages) {
        const auto place = std::ranges::upper_bound(m_found, message.sentAt, std::ranges::greater(),
                                                    [](const Found &found) { return found.message.sentAt; });
        const auto row = static_cast<int>(std::distance(m_found.begin(), place));
        beginInsertRows({}, row, row);
        m_found.insert(row, {room, message});
        endInsertRows();
    }
}

const FoundAllModel::Found *FoundAllModel::foundAt(int row) const
{
    return row >= 0 && row < m_found.size() ? &m_found.at(row) : nullptr;
}

} // namespace lectern
