// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/DataDir.h"
#include "server/app/FilePlaces.h"
#include "server/app/verbs/Verbs.h"
#include "server/files/FileCheck.h"
#include "server/files/FileStore.h"
#include "server/store/Database.h"
#include "server/store/FileRecords.h"
#include "server/store/LogCheck.h"

#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>

namespace lectern::verbs {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFilesAtOnce = 100;

/// Goes through log and files, and says on the terminal what does not fit.
class Verification
{
public:
    Verification(Database &database, FileStore &store, Terminal &terminal)
        : m_database(database)
        , m_records(database)
        , m_store(store)
        , m_terminal(terminal)
    {
    }

    Result<void> run()
    {
        const auto log = m_database.read<LogReport>(checkLog).result();
        if (!log) return std::unexpected(log.error());
        for (const LogFault &fault : log->faults)
            tell(fault);
        const auto files = runFiles();
        if (!files) return std::unexpected(files.error());
        m_terminal.out << log->rooms << " rooms, " << log->messages << " messages, " << *files
                       << " files: " << (m_faults == 0 ? "everything fits" : "not everything fits")
                       << Qt::endl;
        return {};
    }

    bool everythingFits() const { return m_faults == 0; }

private:
    /// The number of files.
    Result<int> runFiles()
    {
        int count = 0;
        QString last;
        for (;;) {
            const auto files = m_records.readyAfter(last, kFilesAtOnce).result();
            if (!files) return std::unexpected(files.error());
            if (files->isEmpty()) return count;
            for (const FileRecord &file : *files)
                if (const auto done = checkFile(file); !done) return std::unexpected(done.error());
            count += int(files->size());
            last = files->last().id;
        }
    }

    Result<void> checkFile(const FileRecord &file)
    {
        const auto carried =
            m_database.read<QList<LogFault>>([file](Sql &sql) { return checkAttachment(sql, file); })
                .result();
        if (!carried) return std::unexpected(carried.error());
        for (const LogFault &fault : *carried)
            tell(fault);
        const QString fault = faultOf(m_store, file);
        m_store.forgetCopy(file.sha256);
        if (fault.isEmpty()) return {};
        const auto still = m_records.find(file.id).result();
        if (!still) return std::unexpected(still.error());
        if (*still) tell(u"file %1: %2"_s.arg(file.id, fault)); // else it was removed meanwhile
        return {};
    }

    void tell(const LogFault &fault)
    {
        tell(u"room %1 seq %2: %3"_s.arg(fault.roomId).arg(fault.seq).arg(fault.what));
    }

    void tell(const QString &line)
    {
        m_terminal.err << "lectern-server: " << line << Qt::endl;
        ++m_faults;
    }

    Database &m_database;
    FileRecords m_records;
    FileStore &m_store;
    Terminal &m_terminal;
    int m_faults = 0;
};

} // namespace

int verify(const Config &config, Terminal &terminal)
{
    const auto fail = [&terminal](const QString &line) {
        terminal.err << "lectern-server: " << line << Qt::endl;
        return kFailed;
    };
    if (const auto there = requireDatabase(config.database); !there) return fail(there.error());
    Database database;
    if (const auto opened = database.open(config.database); !opened) return fail(opened.error().detail);
    // A copy of what lies in the database proves nothing: it is fetched anew.
    const QTemporaryDir copies;
    const auto store = makeFileStore(config, database, copies.path());
    Verification verification(database, *store, terminal);
    if (const auto done = verification.run(); !done) return fail(done.error().detail);
    return verification.everythingFits() ? kFine : kFailed;
}

} // namespace lectern::verbs
