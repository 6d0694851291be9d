// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/ports/MessageLog.h"
#include "server/store/MessageRow.h"

#include <QtCore/QHash>

namespace lectern {

/// What a batch of messages makes of the log, worked out in memory: first it is told what is there, then it
/// takes the messages one after the other, then it says what is to be written.
class AppendPlan
{
public:
    /// The end of a room's log; behind the messages that were taken, once there were some.
    struct RoomEnd
    {
        qint64 seq = 0;
        QString hash; ///< of the last message
        bool history = true;
        bool changed = false;
        qint64 grownBy = 0; ///< bytes; see MessageRow::bytes()
    };

    void know(const QString &roomId, const RoomEnd &end) { m_rooms.insert(roomId, end); }
    void knowRef(const MessageRow &row);
    void knowTarget(const MessageRow &row);
    /// An `attachment` entry about a target.
    void knowEntry(const MessageRow &row) { m_entries[{row.roomId, row.refers}].append(row); }

    /// Numbers the message and links it to its predecessor, or says what is wrong with it.
    Result<MessageLog::Appended> take(Message message);

    /// Numbers a `delete` that is about no message.
    Message note(Message entry);

    /// Numbers a `delete` that takes the place of an older one about the same message: the content of that
    /// goes, too.
    Message supersede(MessageRow older, Message deletion);

    /// Rows to insert, in order. Those that a later message of the batch deletes are blank.
    const QList<MessageRow> &inserted() const { return m_inserted; }
    /// Rows that were there and are blank now.
    const QList<MessageRow> &blanked() const { return m_blanked; }
    const QHash<QString, RoomEnd> &rooms() const { return m_rooms; }

private:
    // Rooms have hardly ever the same ids: what they are called need not be hashed.
    struct RefKey
    {
        QString roomId;
        QString sender;
        QString ref;
        bool operator==(const RefKey &) const = default;
        friend std::size_t qHash(const RefKey &key, std::size_t seed)
        {
            return qHashMulti(seed, key.sender, key.ref);
        }
    };
    struct IdKey
    {
        QString roomId;
        QString id;
        bool operator==(const IdKey &) const = default;
        friend std::size_t qHash(const IdKey &key, std::size_t seed) { return qHash(key.id, seed); }
    };

    MessageRow *target(const Message &message);
    void remove(MessageRow &target, RoomEnd &end);
    void blank(MessageRow &row, RoomEnd &end);
    void insert(const Message &message, RoomEnd &end);

    QHash<QString, RoomEnd> m_rooms;
    QHash<RefKey, Message> m_byRef; ///< stored before or taken
    QHash<IdKey, MessageRow> m_targets;
    QHash<IdKey, QList<MessageRow>> m_entries; ///< by what they refer to
    QHash<IdKey, qsizetype> m_taken;           ///< indexes into m_inserted
    QList<MessageRow> m_inserted;
    QList<MessageRow> m_blanked;
};

} // namespace lectern
