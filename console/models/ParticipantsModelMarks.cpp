// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of people beyond their being here.
#include "console/models/ParticipantsModel.h"

#include <limits>

namespace lectern {

void ParticipantsModel::setAnswer(const QString &personId, const QString &text, const QDateTime &at)
{
    change(personId,
           [&](PersonEntry &entry) {
               if (entry.answeredAt.isValid() && entry.answeredAt > at) return;
               entry.answer = text;
               entry.answeredAt = at;
           },
           {AnsweredAtRole, LineRole});
}

void ParticipantsModel::setPulled(const QString &personId, bool pulled)
{
    change(personId, [pulled](PersonEntry &entry) { entry.pulled = pulled; }, {PulledRole, NoteRole});
}

void ParticipantsModel::setMuted(const QString &personId, bool muted)
{
    change(personId, [muted](PersonEntry &entry) { entry.person.muted = muted; }, {MutedRole, NoteRole});
}

void ParticipantsModel::rename(const QString &personId, const payload::Rename &names)
{
    change(personId, [&names](PersonEntry &entry) {
        if (names.name) entry.person.name = *names.name;
        if (names.realName) entry.person.realName = *names.realName;
    });
    Q_EMIT countsChanged();
}

void ParticipantsModel::setAssistants(const QStringList &ids)
{
    m_assistants = ids;
    for (int row = 0; row < rowCount(); ++row) {
        const auto &id = m_entries.at(row).person.id;
        change(id, [&](PersonEntry &entry) { entry.assistant = ids.contains(id); }, {NoteRole});
    }
}

void ParticipantsModel::addCall(const QString &personId)
{
    change(personId, [](PersonEntry &entry) { ++entry.calls; }, {CallsRole});
}

void ParticipantsModel::setNewest(qint64 seq)
{
    if (seq <= m_newest) return;
    m_newest = seq;
    if (!m_entries.isEmpty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1), {BehindRole});
}

void ParticipantsModel::setRead(const QList<Participant> &marks)
{
    for (const auto &mark : marks) {
        const auto seq = mark.readSeq.value_or(0);
        if (seq <= m_read.value(mark.id)) continue;
        m_read.insert(mark.id, seq);
        change(mark.id, [](PersonEntry &) {}, {BehindRole});
    }
}

QStringList ParticipantsModel::leastCalled() const
{
    QStringList least;
    auto calls = std::numeric_limits<int>::max();
    for (const auto &entry : m_entries) {
        if (!entry.person.online || !entry.isStudent() || entry.calls > calls) continue;
        if (entry.calls < calls) least.clear();
        calls = entry.calls;
        least.append(entry.person.id);
    }
    return least;
}

} // namespace lectern
