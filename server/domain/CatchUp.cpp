// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/CatchUp.h"

#include "common/client/WhenDone.h"
#include "server/domain/Policy.h"

#include <algorithm>

namespace lectern {

namespace {

/// Of the last messages some are deleted or for others: as many more are read at once as a talkative class
/// has of these. Who still misses some is read for alone.
constexpr qint64 kSpare = 2;

/// The seq after which this wish has to be read for.
qint64 beginOf(const CatchUp::Wish &wish, qint64 position)
{
    if (wish.since >= 0) return std::min(wish.since, position);
    return std::max<qint64>(0, position - kSpare * wish.history);
}

PersonType typeOf(const MessageLog::Reader &reader)
{
    return reader.isTeacher ? PersonType::Teacher : PersonType::Student;
}

QList<EnvelopePtr> pick(const CatchUp::Wish &wish, const QList<EnvelopePtr> &messages)
{
    QList<EnvelopePtr> picked;
    for (const EnvelopePtr &envelope : messages) {
        const Message &message = envelope->message();
        const bool wanted = wish.since >= 0 ? message.seq > wish.since : !policy::amends(message.type);
        if (wanted && policy::receives(message, wish.reader.id, typeOf(wish.reader))) picked.append(envelope);
    }
    if (wish.since < 0 && picked.size() > wish.history) picked = picked.last(wish.history);
    return picked;
}

} // namespace

CatchUp::CatchUp(QString roomId, MessageLog &log, std::function<void(Message &)> finish, QObject *context)
    : m_roomId(std::move(roomId))
    , m_log(log)
    , m_finish(std::move(finish))
    , m_context(context)
{
}

void CatchUp::tell(Wish wish, qint64 position, Told told)
{
    m_waiting.push_back({std::move(wish), std::move(told)});
    m_position = std::max(m_position, position);
    if (!m_reading) nextRound();
}

void CatchUp::nextRound()
{
    m_reading = !m_waiting.empty();
    if (!m_reading) return;
    const auto round = std::make_shared<std::vector<Asked>>(std::exchange(m_waiting, {}));
    qint64 after = m_position;
    for (const Asked &asked : *round)
        after = std::min(after, beginOf(asked.wish, m_position));
    if (after == m_position) return count(round, after, QList<Message>{});

    HistoryQuery query;
    query.after = after;
    query.limit = int(m_position - after);
    query.withDeletions = true;
    whenDone(m_log.read(m_roomId, query), m_context,
             [this, round, after](const Result<QList<Message>> &read) { count(round, after, read); });
}

void CatchUp::count(const Round &round, qint64 after, const Result<QList<Message>> &read)
{
    if (!read) return fail(round, read.error());
    QList<MessageLog::Reader> readers;
    for (const Asked &asked : *round)
        readers.append(asked.wish.reader);
    whenDone(m_log.countUnread(m_roomId, readers), m_context,
             [this, round, after, messages = replay(*read)](const Result<QList<int>> &unread) {
                 if (!unread) return fail(round, unread.error());
                 lookForLoss(round, Read{after, messages, *unread});
             });
}

/// Behind the reading: what is removed between the two is taken for removed before.
void CatchUp::lookForLoss(const Round &round, const Read &read)
{
    const auto comesBack = [](const Asked &asked) { return asked.wish.since >= 0; };
    if (std::ranges::none_of(*round, comesBack)) return tellAll(round, read, 0);
    whenDone(m_log.prunedSeq(m_roomId), m_context, [this, round, read](const Result<qint64> &pruned) {
        if (!pruned) return fail(round, pruned.error());
        tellAll(round, read, *pruned);
    });
}

void CatchUp::fail(const Round &round, const Problem &problem)
{
    for (const Asked &asked : *round)
        asked.told(std::unexpected(problem));
    nextRound();
}

void CatchUp::tellAll(const Round &round, const Read &read, qint64 prunedSeq)
{
    for (std::size_t i = 0; i < round->size(); ++i) {
        const Asked &asked = (*round)[i];
        const int unread = read.unread.value(qsizetype(i));
        const bool recovered = asked.wish.since >= prunedSeq && asked.wish.since >= 0;
        Wish wish = asked.wish;
        if (!recovered) wish.since = -1;
        const QList<EnvelopePtr> picked = pick(wish, read.messages);
        if (!recovered && picked.size() < wish.history && read.after > 0)
            readAlone(asked, unread);
        else
            asked.told(Missed{picked, unread, recovered});
    }
    nextRound();
}

void CatchUp::readAlone(const Asked &asked, int unread)
{
    HistoryQuery query;
    query.limit = asked.wish.history;
    query.readerId = asked.wish.reader.id;
    query.readerIsTeacher = asked.wish.reader.isTeacher;
    whenDone(m_log.read(m_roomId, query), m_context,
             [this, told = asked.told, unread](const Result<QList<Message>> &read) {
                 if (read)
                     told(Missed{replay(*read), unread, false});
                 else
                     told(std::unexpected(read.error()));
             });
}

QList<EnvelopePtr> CatchUp::replay(QList<Message> messages) const
{
    QList<EnvelopePtr> envelopes;
    envelopes.reserve(messages.size());
    for (Message &message : messages) {
        message.replay = true;
        m_finish(message);
        envelopes.append(seal(std::move(message)));
    }
    return envelopes;
}

} // namespace lectern
