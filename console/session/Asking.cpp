// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/Asking.h"

using namespace std::chrono_literals;

namespace lectern {

Asking::Asking(RoomConnection &line, QObject *parent)
    : QObject(parent)
    , m_line(line)
{
    m_sampling.setInterval(5s);
    connect(&m_sampling, &QTimer::timeout, this, [this] { m_pulse.sample(QDateTime::currentDateTimeUtc()); });
    m_sampling.start();
}

void Asking::ask(const payload::Poll &poll)
{
    post(MessageType::Poll, poll);
}

void Asking::close(const QString &pollId, bool show)
{
    post(MessageType::Poll, payload::PollClose{show}, pollId);
}

void Asking::startTimer(std::chrono::seconds duration, const QString &label)
{
    post(MessageType::Timer, payload::Timer{QDateTime::currentDateTimeUtc().addDuration(duration), label});
}

void Asking::stopTimer()
{
    post(MessageType::Timer, payload::Timer{});
}

void Asking::welcome(const payload::Welcome &welcome)
{
    m_polls.setOpen(welcome.openPolls);
    setTimer(welcome.timer.value_or(payload::Timer{}));
}

void Asking::take(const Message &message)
{
    m_polls.take(message);
    if (const auto *timer = payloadOf<payload::Timer>(message)) {
        setTimer(*timer);
    } else if (const auto *reaction = payloadOf<payload::Reaction>(message)) {
        m_pulse.react(message.sender, reaction->kind, QDateTime::currentDateTimeUtc());
    } else if (const auto *poll = payloadOf<payload::Poll>(message)) {
        m_pulse.setWhatIsOn(poll->question);
    } else if (message.senderType == PersonType::Teacher && message.target.isEmpty()) {
        const auto *text = payloadOf<payload::Text>(message);
        const auto what = message.attachment ? message.attachment->name : text ? text->text : QString();
        if (!what.isEmpty()) m_pulse.setWhatIsOn(what);
    }
}

void Asking::setTimer(const payload::Timer &timer)
{
    m_timer = timer;
    Q_EMIT timerChanged();
}

void Asking::post(MessageType type, Payload payload, const QString &refers)
{
    Message message;
    message.roomId = m_line.roomId();
    message.type = type;
    message.refers = refers;
    message.payload = std::move(payload);
    if (!m_line.post(message)) Q_EMIT notOnline();
}

} // namespace lectern
