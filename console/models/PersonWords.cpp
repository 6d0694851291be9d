// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/PersonWords.h"

#include <QtCore/QLocale>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

QString timeOf(const QDateTime &when)
{
    return QLocale().toString(when.toLocalTime().time(), QLocale::ShortFormat);
}

} // namespace

QString PersonWords::name(const PersonEntry &entry)
{
    const auto &person = entry.person;
    if (person.realName.isEmpty() || person.realName == person.name) return person.name;
    return tr("%1 (%2)").arg(person.name, person.realName);
}

QString PersonWords::note(const PersonEntry &entry, bool isSelf)
{
    if (entry.pulled) return tr("is being removed");
    if (!entry.person.online && !entry.leftAt.isValid()) return tr("line is down");
    if (!entry.person.online) return tr("left %1").arg(timeOf(entry.leftAt));
    if (entry.person.muted) return tr("muted");
    if (isSelf) return tr("you");
    if (entry.assistant) return tr("co-teacher");
    if (!entry.isStudent()) return tr("teacher");
    return timeOf(entry.person.joinedAt);
}

QString PersonWords::line(const PersonEntry &entry)
{
    if (!entry.isStudent()) return {};
    return entry.answer.isEmpty() ? tr("nothing written yet") : QString(entry.answer).replace(u'\n', u' ');
}

QString PersonWords::connection(const Participant &person)
{
    const auto via = [&person]() -> QString {
        if (!person.via) return {};
        switch (*person.via) {
        case Via::Ws:
            return {};
        case Via::Events:
            return tr("over a slow line (events)");
        case Via::Stomp:
            return tr("over STOMP");
        case Via::SockJs:
            return tr("over SockJS");
        case Via::Chat:
            return tr("over the chat page");
        case Via::Relay:
            return tr("over the relay");
        }
        return {};
    }();
    return via.isEmpty() || person.agent.isEmpty() ? person.agent + via : person.agent + u", "_s + via;
}

QString PersonWords::details(const PersonEntry &entry, bool isSelf)
{
    QStringList lines{name(entry)};
    if (entry.hasHand()) lines.append(tr("hand raised at %1").arg(timeOf(entry.person.handRaisedAt)));
    lines.append(entry.person.online && entry.isStudent() && !entry.pulled
                     ? tr("here since %1").arg(timeOf(entry.person.joinedAt))
                     : note(entry, isSelf));
    if (entry.isStudent()) {
        lines.append(entry.calls > 0 ? tr("called on %n time(s)", nullptr, entry.calls)
                                     : tr("not called on yet"));
    }
    if (const auto how = connection(entry.person); !how.isEmpty()) lines.append(how);
    if (!entry.answer.isEmpty())
        lines.append(tr("%1: “%2”").arg(timeOf(entry.answeredAt), entry.answer.left(200)));
    return lines.join(u'\n');
}

} // namespace lectern
