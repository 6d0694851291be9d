// SPDX-License-Identifier: GPL-3.0-or-later
#include "Options.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QMap>
#include <QtCore/QTextStream>
#include <QtCore/QUrl>

namespace lectern::bench {

using namespace Qt::StringLiterals;

namespace {

/// Reads numbers out of a parsed command line; the first that does not fit is kept.
class Numbers
{
public:
    explicit Numbers(const QCommandLineParser &parser)
        : m_parser(parser)
    {
    }

    int whole(const QString &name, int min)
    {
        bool ok = false;
        const int value = m_parser.value(name).toInt(&ok);
        if (!ok || value < min) fail(name, u"a whole number from %1"_s.arg(min));
        return value;
    }
    double real(const QString &name)
    {
        bool ok = false;
        const double value = m_parser.value(name).toDouble(&ok);
        if (!ok || value < 0) fail(name, u"a number from 0"_s);
        return value;
    }
    void fail(const QString &name, const QString &expected)
    {
        if (error.isEmpty()) error = u"--%1 %2: expected %3"_s.arg(name, m_parser.value(name), expected);
    }

    QString error;

private:
    const QCommandLineParser &m_parser;
};

} // namespace

std::expected<Options, QString> readOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Measures a Lectern server: how it fans teachers' messages out to rooms (without a word, or "
        u"\"fanout\"),\n"
        "how many people it lets in a second (\"connect\"), how fast it stores what students write "
        "(\"log\"), how fast a class has everything "
        "again\n"
        "that comes back at once (\"return\"), and what it costs when one comes in within a second "
        "(\"arrive\").\n"
        "Signs in, makes a room, brings people in, sends, and prints what arrived when and what it cost.\n"
        "Start the server with --set limits.rate=0; for a fair figure keep it on a CPU of its own (taskset)."_s);
    parser.addPositionalArgument(u"run"_s, u"fanout, connect, log, return or arrive [fanout]"_s);
    parser.addOptions({
        {u"server"_s,
         u"the server, for instance http://127.0.0.1:8080; fanout: several nodes of one, and people are "
         u"spread "
         "over them"_s,
         u"URL[,URL]"_s},
        {u"user"_s, u"a teacher's account"_s, u"NAME"_s},
        {u"password-stdin"_s, u"read the password from standard input"_s},
        {u"speaks"_s,
         u"fanout, connect: the server is not Lectern but passes texts on as they are, or is socket.io "
         "[lectern]"_s,
         u"lectern|plain|socketio"_s, u"lectern"_s},
        {u"rooms"_s, u"fanout, connect: rooms in which somebody speaks [1]"_s, u"N"_s, u"1"_s},
        {u"idle-rooms"_s, u"fanout, connect: rooms besides in which nobody does [0]"_s, u"N"_s, u"0"_s},
        {u"people"_s, u"people in a room, the teacher among them [30]"_s, u"N"_s, u"30"_s},
        {u"missed"_s, u"return: messages that everybody has missed [200]"_s, u"N"_s, u"200"_s},
        {u"history"_s, u"whether the room keeps its messages [true]"_s, u"true|false"_s, u"true"_s},
        {u"size"_s, u"characters of a message, from 40 [200]"_s, u"N"_s, u"200"_s},
        {u"window"_s,
         u"closed loop: messages under way at once; the next leaves when everybody has the oldest [1]"_s,
         u"W"_s, u"1"_s},
        {u"rate"_s, u"instead: so many messages a second in each room, whatever happens [0]"_s, u"R"_s,
         u"0"_s},
        {u"messages"_s, u"closed loop: stop after so many in each room [0: after the time]"_s, u"N"_s,
         u"0"_s},
        {u"seconds"_s, u"how long to measure [5]"_s, u"S"_s, u"5"_s},
        {u"warmup"_s, u"how long to send before measuring [1]"_s, u"S"_s, u"1"_s},
        {u"settle"_s, u"wait before memory is read [1]"_s, u"S"_s, u"1"_s},
        {u"server-pid"_s, u"the server's processes, for its CPU time and memory"_s, u"PID[,PID]"_s},
        {u"cpu"_s, u"run the generator on this CPU (it spins: give it one of its own)"_s, u"N"_s, u"-1"_s},
        {u"json"_s, u"print one line of JSON instead of a table"_s},
    });
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments)) return std::unexpected(parser.errorText());
    if (parser.isSet(help)) parser.showHelp();

    Options options;
    const QStringList words = parser.positionalArguments();
    const QString run = words.value(0, u"fanout"_s);
    const QMap<QString, Options::Run> runs{{u"fanout"_s, Options::Run::FanOut},
                                           {u"connect"_s, Options::Run::Connect},
                                           {u"log"_s, Options::Run::Log},
                                           {u"return"_s, Options::Run::Return},
                                           {u"arrive"_s, Options::Run::Arrive}};
    if (words.size() > 1 || !runs.contains(run))
        return std::unexpected(
            u"%1: expected fanout, connect, log, return or arrive"_s.arg(words.join(u' ')));
    options.run = runs.value(run);
    const QMap<QString, Speech> speeches{
        {u"lectern"_s, Speech::Lectern}, {u"plain"_s, Speech::Plain}, {u"socketio"_s, Speech::SocketIo}};
    const QString speech = parser.value(u"speaks"_s);
    if (!speeches.contains(speech))
        return std::unexpected(u"--speaks %1: expected lectern, plain or socketio"_s.arg(speech));
    options.speech = speeches.value(speech);
    const bool foreign = options.speech != Speech::Lectern;
    if (foreign && options.run != Options::Run::FanOut && options.run != Options::Run::Connect)
        return std::unexpected(u"--speaks %1: expected with fanout or connect only"_s.arg(speech));
    for (const QString &each : parser.value(u"server"_s).split(u',')) {
        const QUrl server(each);
        if (server.scheme() != "http"_L1 || server.host().isEmpty())
            return std::unexpected(u"--server: expected http://HOST:PORT (the generator speaks no TLS)"_s);
        options.nodes.append({server.host(), quint16(server.port(80))});
    }
    options.user = parser.value(u"user"_s);
    if (options.user.isEmpty() && !foreign) return std::unexpected(u"--user: expected a teacher's account"_s);
    if (!parser.isSet(u"password-stdin"_s) && !foreign)
        return std::unexpected(u"--password-stdin: expected, and the password on standard input"_s);

    const QString history = parser.value(u"history"_s);
    if (history != "true"_L1 && history != "false"_L1)
        return std::unexpected(u"--history %1: expected true or false"_s.arg(history));
    options.history = history == "true"_L1;

    Numbers numbers(parser);
    options.rooms = numbers.whole(u"rooms"_s, 1);
    options.idleRooms = numbers.whole(u"idle-rooms"_s, 0);
    options.people = numbers.whole(u"people"_s, 1);
    options.missed = numbers.whole(u"missed"_s, 1);
    options.size = numbers.whole(u"size"_s, 40);
    options.window = numbers.whole(u"window"_s, 1);
    options.rate = numbers.real(u"rate"_s);
    options.messages = numbers.whole(u"messages"_s, 0);
    options.seconds = numbers.real(u"seconds"_s);
    options.warmup = numbers.real(u"warmup"_s);
    options.settle = numbers.real(u"settle"_s);
    options.cpu = numbers.whole(u"cpu"_s, -1);
    for (const QString &text : parser.value(u"server-pid"_s).split(u',', Qt::SkipEmptyParts)) {
        const pid_t pid = text.toInt();
        if (pid <= 0) numbers.fail(u"server-pid"_s, u"process ids"_s);
        options.serverPids.append(pid);
    }
    if (!numbers.error.isEmpty()) return std::unexpected(numbers.error);
    options.json = parser.isSet(u"json"_s);
    if (!foreign) options.password = QTextStream(stdin).readLine();
    return options;
}

} // namespace lectern::bench
