// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/ReadMarks.h"
#include "console/models/TimelineLog.h"

#include <QtCore/QAbstractListModel>

namespace lectern {

/// The class's messages: the log in its order, and below it what is still on its way from here.
/// An own message is one row from the moment it is written to the moment the log has it.
/// Where dataChanged() names roles (what is read, how far an upload is) no row needs another height.
class TimelineModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        KeyRole = Qt::UserRole,
        IdRole,
        SenderNameRole,
        OwnRole,      ///< bool
        StateRole,    ///< int of TimelineEntry::State
        ProgressRole, ///< double 0..1 while uploading
        FailureRole,
        AudienceRole,  ///< int of TimelineEntry::Audience
        TimeRole,      ///< QDateTime
        ThumbnailRole, ///< QImage, null until it is there
        SeqRole,
        HasImageRole, ///< bool
        SeenRole,     ///< int: of those who count (ReadMarks), how many have seen it
        ReadersRole,  ///< int: how many count; 0 where there is nothing to say
        SeenTextRole, ///< both in words, for the teacher
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    void setSelf(const QString &personId) { m_self = personId; }

    /// To be called for each welcome, before what follows it. Where the log can't be continued it is shown
    /// afresh; a new run of the numbering goes below the old one. What is on its way stays in every case.
    void beginSession(const QString &epoch, bool recovered);

    /// `send`, `image`, `file`, `attachment` and `delete` from the server, live, replayed or from the
    /// history, in any order. Other types are ignored. Returns the key of the entry that it is shown as;
    /// empty for none.
    QString take(const Message &message, const QString &targetName = {});

    /// A message of one's own that has no place in the log yet. Returns its key.
    QString addOutgoing(TimelineEntry entry);
    /// The server expects the file; the message that carries it was sent as `ref`.
    void setAnnounced(const QString &key, const Attachment &attachment, const QString &ref);
    void setUploadProgress(const QString &key, qint64 sent, qint64 total);
    void setUploadInterrupted(const QString &key);
    void setUploadFailed(const QString &key, const QString &failure);
    void setSending(const QString &key, const QString &ref);
    void acknowledge(const QString &ref, const QString &id, qint64 seq, const QDateTime &sentAt);
    /// False when no message with that ref waits.
    bool refuse(const QString &ref, const QString &failure);
    void setThumbnail(const QString &key, const QImage &thumbnail);
    void remove(const QString &key);
    void clear();
    /// Lets go of the oldest, so that at most `rows` stay. What waits to be sent is never among them.
    void trim(int rows);

    /// Who is in the class and how far they have read, as welcome, join, leave and read tell it.
    void setReaders(const QList<Participant> &present);
    void addReaders(const QList<Participant> &people);
    void removeReaders(const QList<Participant> &people);
    void moveReadMarks(const QList<Participant> &people);
    /// Who counts for that message: first who has not seen it, each by name.
    QList<Reader> readersOf(const QString &key) const;

    /// Null for a row or key that is not there. Good until the model changes.
    const TimelineEntry *entryAt(int row) const;
    const TimelineEntry *entry(const QString &key) const;
    int rowOf(const QString &key) const { return m_log.rowOf(key); }
    /// The key of the message of that id; empty for none.
    QString keyOf(const QString &id) const;
    /// The seq of the oldest entry of this run of the numbering; 0 when there is none.
    qint64 oldestSeq() const;

private:
    QString takeFile(const Message &message);
    ReadMarks::Count seen(const TimelineEntry &entry) const;
    QString seenText(const TimelineEntry &entry) const;
    qint64 seqOf(const QString &id) const;
    QList<Participant> withPlaces(QList<Participant> people) const;
    void tellSeen(const ReadMarks::Span &span);
    void tellSeenChanged(int first, int end);
    void insert(TimelineEntry entry);
    void removeRow(int row);
    void settle(int row);
    template <typename Change> void change(int row, Change apply, const QList<int> &roles = {});

    TimelineLog m_log;
    ReadMarks m_marks;
    QString m_self;
    QString m_epochName;
    int m_epoch = 0;
    int m_lastKey = 0;
};

template <typename Change> void TimelineModel::change(int row, Change apply, const QList<int> &roles)
{
    if (row < 0) return;
    apply(m_log[row]);
    Q_EMIT dataChanged(index(row), index(row), roles);
    settle(row);
}

} // namespace lectern
