// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Poller.h"
#include "School.h"
#include "WsLine.h"

#include <vector>

namespace lectern::bench {

/// What it took to let a school in.
struct ConnectFigures
{
    double perSecond = 0;    ///< people, until the last had the first frame that is due
    double cpuUs = 0;        ///< of the server for each of them
    double idleKiBEach = 0;  ///< of the server's memory once all is quiet
    double idleCpuShare = 0; ///< of a CPU, while nobody speaks
};

/// Everybody's line, opened so many at once.
class Crowd
{
public:
    struct Person
    {
        WsLine line;
        std::size_t room = 0;
        bool speaks = false;
        bool in = false;
        qint64 lastNumber = 0;
    };

    explicit Crowd(const Options &options)
        : m_options(options)
    {
    }

    /// Memory is read after the settling.
    std::expected<ConnectFigures, QString> connect(const QList<QList<Seat>> &rooms);

    /// Room by room; the first of each speaks.
    std::vector<Person> &people() { return m_people; }

    /// Takes in once what has arrived and calls `heard(person, frame)` for what is more than greetings and
    /// pings, and `lost(person)` for a line that has ended. False when there was nothing.
    template <typename Heard, typename Lost> bool turn(Heard heard, Lost lost)
    {
        return m_poller.turn([&](std::size_t index) {
            Person &person = m_people[index];
            if (!person.line.isOpen()) return;
            person.line.read([&](QByteArrayView frame) {
                if (!greeted(person, frame)) heard(person, frame);
            });
            if (!person.in && person.line.isUpgraded() && !waitsForGreeting(m_options.speech)) letIn(person);
            if (!person.line.isOpen()) lost(person);
        });
    }

private:
    std::expected<void, QString> knock(const Seat &seat, std::size_t room, bool speaks);
    /// True when the frame belonged to the coming in or to keeping the line.
    bool greeted(Person &person, QByteArrayView frame);
    void letIn(Person &person);
    bool quietTurn();

    Options m_options;
    Poller m_poller;
    std::vector<Person> m_people;
    std::size_t m_in = 0;
    QString m_trouble;
};

} // namespace lectern::bench
