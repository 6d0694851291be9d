// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"
#include "server/domain/RoomInfo.h"
#include "server/export/PageLanguage.h"

#include <QtCore/QHash>
#include <QtCore/QTimeZone>

namespace lectern {

/// A class as a page that any browser shows from the disk: no script, nothing loaded but the pictures beside
/// it, and everything that people wrote set as text. Made piece by piece, so that a long class needs no more
/// memory than a short one.
class ClassPage
{
public:
    /// `names`: of people by their id, for those who were written to.
    ClassPage(RoomInfo room, PageLanguage language, QTimeZone zone, QHash<QString, QString> names);

    QByteArray head() const;
    /// In the order of their numbers. `file`: the entry in the archive that holds the attachment's bytes;
    /// empty when they are not there.
    QByteArray message(const Message &message, const QString &file);
    QByteArray tail() const;

private:
    QString facts() const;
    QString newDay(const QDateTime &time);
    QString addressee(const Message &message) const;
    QString content(const Message &message, const QString &file);
    QString attached(const Attachment &attachment, const QString &file) const;
    QString poll(const payload::Poll &poll) const;
    QString result(const payload::PollResult &result, const QString &pollId) const;
    QString local(const QDateTime &time, const QString &format) const;

    RoomInfo m_room;
    PageLanguage m_language;
    QTimeZone m_zone;
    QHash<QString, QString> m_names;
    QHash<QString, payload::Poll> m_polls; ///< by their message's id
    QDate m_day;                           ///< of the last message
};

} // namespace lectern
