// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/TimelineModel.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace lectern {

using State = TimelineEntry::State;

namespace {

TimelineEntry::Audience audienceOf(const Message &message)
{
    if (!message.target.isEmpty()) return TimelineEntry::Audience::OnePerson;
    if (message.targetType == TargetType::Teacher) return TimelineEntry::Audience::Teachers;
    return TimelineEntry::Audience::Everyone;
}

bool isShown(MessageType type)
{
    return type == MessageType::Send || type == MessageType::Image || type == MessageType::File;
}

} // namespace

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_log.size();
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    const auto *entry = index.isValid() ? entryAt(index.row()) : nullptr;
    if (!entry) return {};
    switch (role) {
    case Qt::DisplayRole:
        return entry->text.isEmpty() && entry->attachment ? entry->attachment->name : entry->text;
    case Qt::ToolTipRole:
        return entry->failure;
    case Qt::AccessibleTextRole:
        return entry->senderName + u": "_s + index.data().toString();
    case KeyRole:
        return entry->key;
    case IdRole:
        return entry->id;
    case SenderNameRole:
        return entry->senderName;
    case OwnRole:
        return entry->own;
    case StateRole:
        return static_cast<int>(entry->state);
    case ProgressRole:
        return entry->bytesTotal > 0
                   ? static_cast<double>(entry->bytesSent) / static_cast<double>(entry->bytesTotal)
                   : 0.0;
    case FailureRole:
        return entry->failure;
    case AudienceRole:
        return static_cast<int>(entry->audience);
    case TimeRole:
        return entry->at;
    case ThumbnailRole:
        return entry->thumbnail;
    case SeqRole:
        return entry->seq;
    case HasImageRole:
        return entry->type == MessageType::Image;
    case SeenRole:
        return seen(*entry).seen;
    case ReadersRole:
        return seen(*entry).of;
    case SeenTextRole:
    case Qt::AccessibleDescriptionRole:
        return seenText(*entry);
    default:
        return {};
    }
}

void TimelineModel::beginSession(const QString &epoch, bool recovered)
{
    const bool first = m_epochName.isEmpty();
    const bool sameRun = epoch == m_epochName;
    m_epochName = epoch;
    if (first || recovered) return;
    if (!sameRun) {
        ++m_epoch;
        m_marks.forgetMarks();
        return;
    }
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (m_log.at(row).seq > 0) removeRow(row);
    }
}

QString TimelineModel::take(const Message &message, const QString &targetName)
{
    if (message.type == MessageType::Delete) {
        if (const auto row = m_log.rowOfId(message.refers); row >= 0) removeRow(row);
        return {};
    }
    if (message.type == MessageType::Attachment) return takeFile(message);
    if (!isShown(message.type)) return {};

    const bool own = !m_self.isEmpty() && message.sender == m_self;
    auto row = m_log.rowOfId(message.id);
    if (row < 0 && own) row = m_log.rowOfPendingRef(message.ref);

    TimelineEntry entry = row >= 0 ? m_log.at(row) : TimelineEntry();
    entry.id = message.id;
    entry.ref = message.ref;
    entry.epoch = m_epoch;
    entry.seq = message.seq;
    entry.type = message.type;
    entry.sender = message.sender;
    entry.senderName = message.senderName;
    entry.senderType = message.senderType;
    entry.own = own;
    entry.audience = audienceOf(message);
    entry.target = message.target;
    if (!targetName.isEmpty()) entry.targetName = targetName;
    entry.at = message.sentAt;
    if (const auto *text = payloadOf<payload::Text>(message)) entry.text = text->text;
    // What has failed here the server may not know yet.
    const bool givenUp = entry.hasFile(AttachmentState::Failed);
    if (message.attachment && !givenUp) entry.attachment = message.attachment;
    entry.state = State::Sent;
    if (!entry.hasFailed()) entry.failure.clear();

    if (row < 0) {
        entry.key = QString::number(++m_lastKey);
        insert(entry);
    } else {
        m_log.setId(row, entry.id);
        change(row, [&entry](TimelineEntry &shown) { shown = entry; });
    }
    // What somebody wrote they have read; and their mark may have been waiting for this message.
    tellSeen(m_marks.placed(entry.id, entry.seq).united(m_marks.read(entry.sender, entry.seq)));
    return entry.key;
}

QString TimelineModel::takeFile(const Message &message)
{
    const auto row = m_log.rowOfId(message.refers);
    if (row < 0) return {};
    change(row, [&message](TimelineEntry &entry) { entry.attachment = message.attachment; });
    return m_log.at(row).key;
}

void TimelineModel::trim(int rows)
{
    auto count = rowCount() - rows;
    while (count > 0 && m_log.at(count - 1).seq == 0)
        --count;
    if (count <= 0) return;
    beginRemoveRows({}, 0, count - 1);
    m_log.removeFirst(count);
    endRemoveRows();
}

void TimelineModel::clear()
{
    beginResetModel();
    m_log.clear();
    m_marks.clear();
    m_epochName.clear();
    m_epoch = 0;
    endResetModel();
}

const TimelineEntry *TimelineModel::entryAt(int row) const
{
    return row >= 0 && row < m_log.size() ? &m_log.at(row) : nullptr;
}

const TimelineEntry *TimelineModel::entry(const QString &key) const
{
    return entryAt(rowOf(key));
}

QString TimelineModel::keyOf(const QString &id) const
{
    const auto *entry = entryAt(m_log.rowOfId(id));
    return entry ? entry->key : QString();
}

qint64 TimelineModel::oldestSeq() const
{
    const auto [first, end] = m_log.rowsBetween(m_epoch, 0, std::numeric_limits<qint64>::max());
    return first < end ? m_log.at(first).seq : 0;
}

void TimelineModel::insert(TimelineEntry entry)
{
    const auto row = m_log.placeFor(entry.epoch, entry.seq);
    beginInsertRows({}, row, row);
    m_log.insert(row, std::move(entry));
    endInsertRows();
}

void TimelineModel::removeRow(int row)
{
    beginRemoveRows({}, row, row);
    m_log.removeAt(row);
    endRemoveRows();
}

void TimelineModel::settle(int row)
{
    const auto target = m_log.placeOf(row);
    if (target == row) return;
    // beginMoveRows() names the row before which the moved one goes, counted before the move.
    beginMoveRows({}, row, row, {}, target > row ? target + 1 : target);
    m_log.move(row, target);
    endMoveRows();
}

} // namespace lectern
