// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Speech.h"

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <expected>

#include <sys/types.h>

namespace lectern::bench {

/// What one run measures. Times in seconds.
struct Options
{
    enum class Run {
        FanOut,  ///< a teacher's messages to everyone in the room
        Connect, ///< people who come in as fast as they are let in
        Log,     ///< students' messages to the log
        Return,  ///< a class that comes back at once
        Arrive,  ///< a class that comes within a second
    };
    Run run = Run::FanOut;
    /// Where a node of the system listens.
    struct Node
    {
        QString host;
        quint16 port = 80;
    };
    QList<Node> nodes;               ///< at least one; the first one makes the room
    Speech speech = Speech::Lectern; ///< anything else knows FanOut and Connect only, and no user
    QString user;
    QString password;

    int rooms = 1;       ///< in which a teacher speaks
    int idleRooms = 0;   ///< besides, of as many people each
    int people = 30;     ///< in a room, the teacher among them
    bool history = true; ///< whether the room keeps its messages
    int size = 200;      ///< characters of a message's text
    int window = 1;      ///< closed loop: messages under way at once, of the teacher or of each writer
    int missed = 200;    ///< messages that everybody missed who comes back
    double rate = 0;     ///< messages a second in each room; 0: closed loop
    int messages = 0;    ///< closed loop: so many in each room and no more; 0: as many as go into the time

    double seconds = 5;
    double warmup = 1;
    double settle = 1; ///< before memory is read

    QList<pid_t> serverPids;
    int cpu = -1; ///< to run on; -1: any
    bool json = false;
};

/// The command line as options; the text is what to tell the person instead. Reads the password from stdin.
std::expected<Options, QString> readOptions(const QStringList &arguments);

} // namespace lectern::bench
