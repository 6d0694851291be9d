// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/AppendBatch.h"

#include "server/store/AppendPlan.h"
#include "server/store/MultiRow.h"

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

QList<Result<MessageLog::Appended>> AppendBatch::store(const QList<Message> &messages)
{
    auto answers = storeTogether(messages, Repeats::NotExpected);
    if (!answers && answers.error().code == ErrorCode::BadRequest)
        answers = storeTogether(messages, Repeats::LookedUp);
    if (answers) return *std::move(answers);

    if (answers.error().code == ErrorCode::StorageUnavailable) {
        const Problem problem{ErrorCode::StorageUnavailable,
                              u"The message could not be stored; nothing of it was kept. Try again later."_s};
        return Answers(messages.size(), std::unexpected(problem));
    }
    if (messages.size() == 1) return {std::unexpected(answers.error())};
    // The database did not take one of them: the others are not to suffer for it.
    const qsizetype half = messages.size() / 2;
    Answers all = store(messages.first(half));
    all += store(messages.sliced(half));
    return all;
}

Result<AppendBatch::Answers> AppendBatch::storeTogether(const QList<Message> &messages, Repeats repeats)
{
    return m_sql.appendTransaction([&]() -> Result<Answers> {
        AppendPlan plan;
        if (const auto known = lookUp(messages, repeats, plan); !known) return std::unexpected(known.error());
        Answers answers;
        for (const Message &message : messages)
            answers.append(plan.take(message));
        // A repeated deletion finds nothing to delete any more, for instance.
        if (repeats == Repeats::NotExpected &&
            !std::ranges::all_of(answers, &Result<MessageLog::Appended>::has_value))
            return problem(ErrorCode::BadRequest, u"One of the messages cannot be stored."_s);
        if (const auto written = write(plan); !written) return std::unexpected(written.error());
        return answers;
    });
}

Result<void> AppendBatch::lookUp(const QList<Message> &messages, Repeats repeats, AppendPlan &plan)
{
    QStringList roomIds;
    for (const Message &message : messages)
        roomIds += message.roomId;
    if (const auto rooms = lookUpRooms(roomIds, plan); !rooms) return rooms;
    if (repeats == Repeats::LookedUp) {
        const auto stored = m_table.withRefsOf(messages);
        if (!stored) return std::unexpected(stored.error());
        for (const MessageRow &row : *stored)
            plan.knowRef(row);
    }
    const auto targets = m_table.targetsOf(messages);
    if (!targets) return std::unexpected(targets.error());
    for (const MessageRow &row : *targets)
        plan.knowTarget(row);
    const auto entries = m_table.entriesAbout(*targets);
    if (!entries) return std::unexpected(entries.error());
    for (const MessageRow &row : *entries)
        plan.knowEntry(row);
    return {};
}

Result<void> AppendBatch::lookUpRooms(QStringList ids, AppendPlan &plan)
{
    ids.removeDuplicates();
    ids.sort(); // two nodes that lock several rooms do so in the same order
    return multirow::inPieces(QList<QString>(ids), [&](const QStringList &piece) -> Result<void> {
        const auto read = [&plan](const SqlRow &row) {
            plan.know(row.value(0).toString(),
                      {row.value(1).toLongLong(), row.value(2).toString(), row.value(3).toBool()});
            return true;
        };
        const QVariantList values(piece.cbegin(), piece.cend());
        const auto rows = m_sql.rows<bool>(
            u"SELECT id, last_seq, last_hash, history FROM room WHERE id IN ("_s +
                multirow::values(u"?"_s, piece.size()) + u") ORDER BY id"_s + m_sql.forUpdate(),
            values, read);
        if (!rows) return std::unexpected(rows.error());
        return {};
    });
}

Result<void> AppendBatch::write(const AppendPlan &plan)
{
    const auto inserted = m_table.insert(plan.inserted());
    if (!inserted) return std::unexpected(inserted.error());
    if (!*inserted) return problem(ErrorCode::BadRequest, u"The id of the message is taken."_s);
    for (const MessageRow &row : plan.blanked()) {
        if (const auto blanked = m_table.blank(row); !blanked) return blanked;
    }
    for (const auto &[id, end] : plan.rooms().asKeyValueRange()) {
        if (!end.changed) continue;
        const auto saved =
            m_sql.execute(u"UPDATE room SET last_seq = ?, last_hash = ?, message_bytes = message_bytes + ? "
                          "WHERE id = ?"_s,
                          {end.seq, end.hash, end.grownBy, id});
        if (!saved) return std::unexpected(saved.error());
    }
    return {};
}

} // namespace lectern
