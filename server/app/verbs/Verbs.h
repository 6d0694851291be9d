// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/app/Config.h"

#include <QtCore/QIODevice>
#include <QtCore/QTextStream>

namespace lectern::verbs {

/// Where a verb reads and writes; the process's own streams, or a test's.
struct Terminal
{
    QIODevice &in;
    QTextStream &out;
    QTextStream &err;
};

/// Exit codes of every verb.
inline constexpr int kFine = 0;
inline constexpr int kFailed = 1;
inline constexpr int kBadUsage = 2;

/// An account as it is asked for, not yet checked.
struct NewUser
{
    QString username;
    QString role;
    QString name = {};
    QString email = {};
};

/// Whose data are to go, and from where, not yet checked.
struct ErasureWish
{
    QString username;    ///< a student's account, or
    QString person;      ///< an id, or a name in `room`
    QString room;        ///< empty: all rooms
    bool dryRun = false; ///< only say what there is
};

/// What the first minutes are to bring, as far as flags say it; what is empty is asked for, where somebody
/// can be.
struct SetupWish
{
    QString configFile = {};
    QString address = {}; ///< HOST or HOST:PORT that people type
    QString admin = {};   ///< an account to make; empty: none
    QString tls = {};     ///< "none" or "local"
    bool passwordFromStdin = false;
    /// Avahi's folder; empty: this server is not the system's, and is not announced.
    QString announcements = {};
};

/// The verbs. Each needs a QCoreApplication, blocks until it is done, works beside a running server on the
/// same data, and gives the exit code. Passwords are read from `Terminal::in`, one trailing newline dropped.
int checkConfig(const Config &config, Terminal &terminal);
int exampleConfig(Terminal &terminal); ///< needs no configuration, nor a QCoreApplication
/// Writes the configuration, makes certificates and an administrator. Says what was done, and what is next.
int setup(const Config &config, const SetupWish &wish, Terminal &terminal);
/// Looks at all that the server needs. kFailed when something is wrong; a warning is no failure.
int doctor(const Config &config, Terminal &terminal);
int userAdd(const Config &config, const NewUser &user, bool passwordFromStdin, Terminal &terminal);
int userList(const Config &config, Terminal &terminal);
int userPasswd(const Config &config, const QString &username, bool passwordFromStdin, Terminal &terminal);
int userRemove(const Config &config, const QString &username, Terminal &terminal);
int userImport(const Config &config, const QString &csvFile, bool dryRun, Terminal &terminal);
int erase(const Config &config, const ErasureWish &wish, Terminal &terminal);
int verify(const Config &config, Terminal &terminal);
/// `overwrite`: a file, or a system, that is there already is replaced. restore() and migrate() work beside
/// nobody.
int backup(const Config &config, const QString &file, bool overwrite, Terminal &terminal);
int restore(const Config &config, const QString &file, bool overwrite, Terminal &terminal);
int migrate(const Config &config, const QString &url, Terminal &terminal);
/// `since`: a date or a time, ISO 8601; empty: all there is.
int audit(const Config &config, const QString &since, Terminal &terminal);
int token(const Config &config, const QString &username, const QString &ttl, Terminal &terminal);

} // namespace lectern::verbs
