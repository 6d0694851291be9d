// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/TimelineModel.h"

#include <algorithm>

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
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    const auto *entry = index.isValid() ? entryAt(index.row()) : nullptr;
    if (!entry) return {};
    switch (role) {
    case Qt::DisplayRole:
        return entry->text.isEmpty() && entry->attachment ? entry->attachment->name : entry->text;
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
        return;
    }
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (m_entries.at(row).seq > 0) removeRow(row);
    }
}

QString TimelineModel::take(const Message &message, const QString &targetName)
{
    if (message.type == MessageType::Delete) {
        if (const auto row = rowOfId(message.refers); row >= 0) removeRow(row);
        return {};
    }
    if (!isShown(message.type)) return {};

    const bool own = !m_self.isEmpty() && message.sender == m_self;
    auto row = rowOfId(message.id);
    if (row < 0 && own) row = rowOfPendingRef(message.ref);

    TimelineEntry entry = row >= 0 ? m_entries.at(row) : TimelineEntry();
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
    if (message.attachment) entry.attachment = message.attachment;
    entry.state = State::Sent;
    entry.failure.clear();

    if (row < 0) {
        entry.key = QString::number(++m_lastKey);
        const auto key = entry.key;
        insert(std::move(entry));
        return key;
    }
    m_ids.insert(entry.id);
    change(row, [&entry](TimelineEntry &shown) { shown = entry; });
    return entry.key;
}

QString TimelineModel::addOutgoing(TimelineEntry entry)
{
    entry.key = QString::number(++m_lastKey);
    entry.own = true;
    entry.seq = 0;
    const auto key = entry.key;
    insert(std::move(entry));
    return key;
}

void TimelineModel::setUploadProgress(const QString &key, qint64 sent, qint64 total)
{
    change(rowOf(key), [=](TimelineEntry &entry) {
        entry.bytesSent = sent;
        entry.bytesTotal = total;
    });
}

void TimelineModel::setUploaded(const QString &key, const Attachment &attachment, const QString &ref)
{
    change(rowOf(key), [&](TimelineEntry &entry) {
        entry.attachment = attachment;
        entry.ref = ref;
        entry.state = State::Sending;
        entry.bytesSent = entry.bytesTotal;
        entry.failure.clear();
    });
}

void TimelineModel::setState(const QString &key, State state, const QString &failure)
{
    change(rowOf(key), [&](TimelineEntry &entry) {
        entry.state = state;
        entry.failure = failure;
        if (state == State::Uploading) entry.bytesSent = 0;
    });
}

void TimelineModel::acknowledge(const QString &ref, const QString &id, qint64 seq, const QDateTime &sentAt)
{
    const auto row = rowOfPendingRef(ref);
    if (row < 0) return;
    m_ids.insert(id);
    change(row, [&](TimelineEntry &entry) {
        entry.id = id;
        entry.epoch = m_epoch;
        entry.seq = seq;
        entry.at = sentAt;
        entry.state = State::Sent;
        entry.failure.clear();
    });
}

bool TimelineModel::refuse(const QString &ref, const QString &failure)
{
    const auto row = rowOfPendingRef(ref);
    if (row < 0) return false;
    change(row, [&failure](TimelineEntry &entry) {
        entry.state = State::Failed;
        entry.failure = failure;
    });
    return true;
}

void TimelineModel::setRef(const QString &key, const QString &ref)
{
    change(rowOf(key), [&ref](TimelineEntry &entry) { entry.ref = ref; });
}

void TimelineModel::setThumbnail(const QString &key, const QImage &thumbnail)
{
    change(rowOf(key), [&thumbnail](TimelineEntry &entry) { entry.thumbnail = thumbnail; });
}

void TimelineModel::remove(const QString &key)
{
    if (const auto row = rowOf(key); row >= 0) removeRow(row);
}

void TimelineModel::clear()
{
    beginResetModel();
    m_entries.clear();
    m_ids.clear();
    m_epochName.clear();
    m_epoch = 0;
    endResetModel();
}

const TimelineEntry *TimelineModel::entryAt(int row) const
{
    return row >= 0 && row < m_entries.size() ? &m_entries.at(row) : nullptr;
}

const TimelineEntry *TimelineModel::entry(const QString &key) const
{
    return entryAt(rowOf(key));
}

int TimelineModel::rowOf(const QString &key) const
{
    // The newest are asked for most.
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (m_entries.at(row).key == key) return row;
    }
    return -1;
}

qint64 TimelineModel::oldestSeq() const
{
    const auto found = std::ranges::find_if(
        m_entries, [this](const TimelineEntry &entry) { return entry.seq > 0 && entry.epoch == m_epoch; });
    return found == m_entries.cend() ? 0 : found->seq;
}

int TimelineModel::rowOfId(const QString &id) const
{
    if (id.isEmpty() || !m_ids.contains(id)) return -1;
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (m_entries.at(row).id == id) return row;
    }
    return -1;
}

int TimelineModel::rowOfPendingRef(const QString &ref) const
{
    if (ref.isEmpty()) return -1;
    for (int row = rowCount() - 1; row >= 0; --row) {
        const auto &entry = m_entries.at(row);
        if (entry.state != State::Sent && entry.ref == ref) return row;
    }
    return -1;
}

/// Behind everything that is earlier in the log; what is not in the log yet (seq 0) goes to the end.
int TimelineModel::positionFor(int epoch, qint64 seq) const
{
    if (seq == 0) return rowCount();
    int row = rowCount();
    while (row > 0) {
        const auto &before = m_entries.at(row - 1);
        const bool earlier =
            before.seq > 0 && (before.epoch < epoch || (before.epoch == epoch && before.seq <= seq));
        if (earlier) break;
        --row;
    }
    return row;
}

void TimelineModel::insert(TimelineEntry entry)
{
    const auto row = positionFor(entry.epoch, entry.seq);
    beginInsertRows({}, row, row);
    if (!entry.id.isEmpty()) m_ids.insert(entry.id);
    m_entries.insert(row, std::move(entry));
    endInsertRows();
}

void TimelineModel::removeRow(int row)
{
    beginRemoveRows({}, row, row);
    m_ids.remove(m_entries.at(row).id);
    m_entries.removeAt(row);
    endRemoveRows();
}

void TimelineModel::settle(int row)
{
    const auto &entry = m_entries.at(row);
    if (entry.seq == 0) return;
    const auto belongsBefore = [&entry](const TimelineEntry &other) {
        return other.seq > 0 &&
               (other.epoch < entry.epoch || (other.epoch == entry.epoch && other.seq < entry.seq));
    };
    int target = 0;
    for (int other = 0; other < m_entries.size(); ++other) {
        if (other != row && belongsBefore(m_entries.at(other))) ++target;
    }
    if (target == row) return;
    // beginMoveRows() names the row before which the moved one goes, counted before the move.
    beginMoveRows({}, row, row, {}, target > row ? target + 1 : target);
    m_entries.move(row, target);
    endMoveRows();
}

template <typename Change> void TimelineModel::change(int row, Change apply)
{
    if (row < 0) return;
    apply(m_entries[row]);
    Q_EMIT dataChanged(index(row), index(row));
    settle(row);
}

} // namespace lectern
