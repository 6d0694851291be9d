// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/FoundModel.h"

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QString textOf(const Message &message)
{
    const auto *text = payloadOf<payload::Text>(message);
    const bool said = text && !text->text.isEmpty();
    return said || !message.attachment ? (said ? text->text.simplified() : QString())
                                       : message.attachment->name;
}

} // namespace

int FoundModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_found.size());
}

QVariant FoundModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_found.size()) return {};
    const auto &message = m_found.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(message);
    case Qt::AccessibleTextRole:
        return message.senderName + u": "_s + textOf(message);
    case IdRole:
        return message.id;
    case SeqRole:
        return message.seq;
    case SenderNameRole:
        return message.senderName;
    case TimeRole:
        return message.sentAt;
    default:
        return {};
    }
}

bool FoundModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more;
}

void FoundModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent)) Q_EMIT moreWanted();
}

void FoundModel::clear()
{
    beginResetModel();
    m_found.clear();
    m_more = false;
    endResetModel();
}

void FoundModel::append(const QList<Message> &page, bool more)
{
    m_more = more;
    if (page.isEmpty()) return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(page.size()) - 1);
    for (const auto &message : page | std::views::reverse)
        m_found.append(message);
    endInsertRows();
}

void FoundModel::remove(const QString &id)
{
    const auto found = std::ranges::find(m_found, id, &Message::id);
    if (found == m_found.end()) return;
    const auto row = static_cast<int>(std::distance(m_found.begin(), found));
    beginRemoveRows({}, row, row);
    m_found.removeAt(row);
    endRemoveRows();
}

} // namespace lectern
