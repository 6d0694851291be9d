// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/Polls.h"

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

void Polls::open(const QString &pollId, const payload::Poll &poll)
{
    if (!find(pollId)) m_entries.append(Entry{{pollId, poll}, {}});
}

std::optional<payload::PollResult> Polls::close(const QString &pollId)
{
    auto result = this->result(pollId);
    if (!result) return std::nullopt;
    result->final = true;
    m_entries.removeIf([&](const Entry &entry) { return entry.poll.id == pollId; });
    return result;
}

Result<void> Polls::vote(const QString &pollId, const QString &personId, const payload::Vote &vote)
{
    const auto entry = std::ranges::find_if(m_entries, [&](const Entry &e) { return e.poll.id == pollId; });
    if (entry == m_entries.end())
        return problem(ErrorCode::MessageNotFound, u"refers: expected the id of an open poll"_s);

    const auto &poll = entry->poll.poll;
    if (poll.text) {
        if (!vote.text || vote.text->trimmed().isEmpty())
            return problem(ErrorCode::BadRequest, u"message.text: expected an answer"_s);
    } else {
        if (vote.choices.isEmpty() || (!poll.multiple && vote.choices.size() != 1))
            return problem(ErrorCode::BadRequest, poll.multiple ? u"message.choices: expected at least one"_s
                                                                : u"message.choices: expected exactly one"_s);
        for (const int choice : vote.choices) {
            if (choice < 0 || choice >= poll.choices.size() || vote.choices.count(choice) > 1)
                return problem(ErrorCode::BadRequest,
                               u"message.choices: expected different indexes from 0 to %1"_s.arg(
                                   poll.choices.size() - 1));
        }
    }
    entry->votes.insert(personId, vote);
    return {};
}

QStringList Polls::forget(const QString &personId)
{
    QStringList changed;
    for (Entry &entry : m_entries)
        if (entry.votes.remove(personId)) changed += entry.poll.id;
    return changed;
}

std::optional<payload::PollResult> Polls::result(const QString &pollId) const
{
    const Entry *entry = find(pollId);
    if (!entry) return std::nullopt;
    return count(*entry);
}

QList<payload::OpenPoll> Polls::list() const
{
    QList<payload::OpenPoll> polls;
    for (const auto &entry : m_entries)
        polls.append(entry.poll);
    return polls;
}

payload::PollResult Polls::count(const Entry &entry)
{
    payload::PollResult result;
    result.votes = int(entry.votes.size());
    result.counts = QList<int>(entry.poll.poll.choices.size(), 0);
    if (entry.poll.poll.text) result.texts.emplace();
    for (const auto &vote : entry.votes) {
        for (const int choice : vote.choices)
            ++result.counts[choice];
        if (result.texts && vote.text) result.texts->append(*vote.text);
    }
    return result;
}

const Polls::Entry *Polls::find(const QString &pollId) const
{
    for (const auto &entry : m_entries)
        if (entry.poll.id == pollId) return &entry;
    return nullptr;
}

} // namespace lectern
