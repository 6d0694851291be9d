// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/PollsModel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

int PollsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_polls.size());
}

QVariant PollsModel::data(const QModelIndex &index, int role) const
{
    const auto *entry = entryAt(index.row());
    if (!index.isValid() || !entry) return {};
    switch (role) {
    case Qt::DisplayRole:
        return entry->open ? u"● "_s + entry->poll.question : entry->poll.question;
    case Qt::ToolTipRole:
        return entry->poll.question;
    case IdRole:
        return entry->id;
    case OpenRole:
        return entry->open;
    case VotesRole:
        return entry->result.votes;
    default:
        return {};
    }
}

void PollsModel::take(const Message &message)
{
    if (const auto *poll = payloadOf<payload::Poll>(message)) {
        if (!message.id.isEmpty()) add(message.id, *poll, !message.replay);
    } else if (const auto *close = payloadOf<payload::PollClose>(message)) {
        change(message.refers, [close](PollEntry &entry) {
            entry.open = false;
            entry.shown = close->show;
        });
    } else if (const auto *result = payloadOf<payload::PollResult>(message)) {
        change(message.refers, [result](PollEntry &entry) {
            entry.result = *result;
            entry.result.counts.resize(entry.poll.choices.size());
            if (result->final) entry.open = false;
        });
    }
}

void PollsModel::setOpen(const QList<payload::OpenPoll> &polls)
{
    for (const auto &open : polls)
        add(open.id, open.poll, true);
    for (const auto &known : QList<PollEntry>(m_polls)) {
        const bool open = std::ranges::find(polls, known.id, &payload::OpenPoll::id) != polls.end();
        if (open != known.open) change(known.id, [open](PollEntry &entry) { entry.open = open; });
    }
}

void PollsModel::clear()
{
    beginResetModel();
    m_polls.clear();
    endResetModel();
}

const PollEntry *PollsModel::entry(const QString &id) const
{
    const auto found = std::ranges::find(m_polls, id, &PollEntry::id);
    return found == m_polls.end() ? nullptr : &*found;
}

const PollEntry *PollsModel::entryAt(int row) const
{
    return row >= 0 && row < m_polls.size() ? &m_polls.at(row) : nullptr;
}

const PollEntry *PollsModel::current() const
{
    const auto found = std::ranges::find(m_polls, true, &PollEntry::open);
    return found == m_polls.end() ? nullptr : &*found;
}

void PollsModel::add(const QString &id, const payload::Poll &poll, bool open)
{
    if (entry(id)) return;
    PollEntry fresh{.id = id, .poll = poll, .result = {}, .open = open};
    fresh.result.counts.resize(poll.choices.size());
    beginInsertRows({}, 0, 0);
    m_polls.prepend(fresh);
    endInsertRows();
    if (m_polls.size() > kKept) {
        beginRemoveRows({}, kKept, kKept);
        m_polls.removeLast();
        endRemoveRows();
    }
    Q_EMIT opened(id);
}

template <typename Change> void PollsModel::change(const QString &id, Change apply)
{
    const auto found = std::ranges::find(m_polls, id, &PollEntry::id);
    if (found == m_polls.end()) return;
    apply(*found);
    const auto row = static_cast<int>(std::distance(m_polls.begin(), found));
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT changed(id);
}

} // namespace lectern
