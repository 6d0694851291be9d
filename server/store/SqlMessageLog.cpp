// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SqlMessageLog.h"

#include "server/store/AppendBatch.h"
#include "server/store/Database.h"
#include "server/store/History.h"
#include "server/store/MessageRow.h"
#include "server/store/SearchIndex.h"
#include "server/store/Sql.h"
#include "server/store/UnreadCount.h"

#include <QtCore/QElapsedTimer>

#include <limits>
#include <mutex>

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype kMaxBatch = 1'000;

/// So many are indexed at once, as messages wait meanwhile; and so long may one be looked for by its text
/// alone.
constexpr int kIndexedAtOnce = 32;
constexpr std::chrono::milliseconds kIndexDelay = 1s;

} // namespace

class SqlMessageLog::Private
{
public:
    explicit Private(Database &db)
        : database(db)
    {
    }

    struct Waiting
    {
        Message message;
        AppendDone done;
    };
    using Answers = QList<Result<Appended>>;

    /// Messages that were stored in one transaction, and what became of them.
    struct Batch
    {
        std::vector<Waiting> messages;
        Answers answers;
        double seconds = 0; ///< until they were committed
    };

    /// On the store thread: stores what waits and hands the answers to the caller's thread.
    void storeWaiting(Sql &sql, const std::shared_ptr<Private> &self);
    void answer(const std::shared_ptr<Batch> &batch, const std::shared_ptr<Private> &self);
    void count(const Batch &batch);

    /// On the store thread: makes what is stored findable by terms, piece by piece, with what else waits in
    /// between.
    void index(Sql &sql, const std::shared_ptr<Private> &self);
    void indexLater(const std::shared_ptr<Private> &self);

    Database &database;
    std::mutex mutex;
    std::vector<Waiting> waiting;
    bool scheduled = false;
    bool indexing = true; ///< on the store thread: an index() is on its way
    LogTally tally;       ///< in the caller's thread
    std::unique_ptr<QObject> home = std::make_unique<QObject>(); ///< in the caller's thread
};

void SqlMessageLog::Private::storeWaiting(Sql &sql, const std::shared_ptr<Private> &self)
{
    const auto batch = std::make_shared<Batch>();
    {
        const std::lock_guard lock(mutex);
        const auto count = qMin(kMaxBatch, qsizetype(waiting.size()));
        batch->messages.assign(std::make_move_iterator(waiting.begin()),
                               std::make_move_iterator(waiting.begin() + count));
        waiting.erase(waiting.begin(), waiting.begin() + count);
        scheduled = !waiting.empty();
        if (scheduled) database.post([self](Sql &later) { self->storeWaiting(later, self); });
    }
    QList<Message> messages;
    messages.reserve(qsizetype(batch->messages.size()));
    for (const Waiting &one : batch->messages)
        messages.append(one.message);

    QElapsedTimer timer;
    timer.start();
    batch->answers = AppendBatch(sql).store(messages);
    batch->seconds = double(timer.nsecsElapsed()) / 1e9;
    for (const auto &one : std::as_const(batch->answers))
        if (!one) database.noteFailure(one.error());
    answer(batch, self);
    if (!sql.engine().searchesVectors()) indexLater(self); // those are made with the message
}

void SqlMessageLog::Private::answer(const std::shared_ptr<Batch> &batch, const std::shared_ptr<Private> &self)
{
    const std::lock_guard lock(mutex);
    if (!home) return;
    QMetaObject::invokeMethod(
        home.get(),
        [batch, self] {
            self->count(*batch);
            for (std::size_t i = 0; i < batch->messages.size(); ++i)
                batch->messages[i].done(std::move(batch->answers[qsizetype(i)]));
        },
        Qt::QueuedConnection);
}

void SqlMessageLog::Private::count(const Batch &batch)
{
    for (const auto &one : batch.answers)
        ++(!one ? tally.refused : one->duplicate ? tally.repeated : tally.stored);
    tally.commit.add(batch.seconds);
    tally.batch.add(double(batch.messages.size()));
}

void SqlMessageLog::Private::indexLater(const std::shared_ptr<Private> &self)
{
    if (std::exchange(indexing, true)) return;
    database.postLater(kIndexDelay, [self](Sql &sql) { self->index(sql, self); });
}

void SqlMessageLog::Private::index(Sql &sql, const std::shared_ptr<Private> &self)
{
    const auto indexed = searchindex::advance(sql, kIndexedAtOnce);
    if (!indexed) database.noteFailure(indexed.error());
    indexing = indexed.value_or(0) == kIndexedAtOnce;
    if (indexing) database.post([self](Sql &later) { self->index(later, self); });
}

SqlMessageLog::SqlMessageLog(Database &database)
    : d(std::make_shared<Private>(database))
{
    database.post([self = d](Sql &sql) { self->index(sql, self); }); // what an earlier run has left
}

SqlMessageLog::~SqlMessageLog()
{
    // What waits is still stored; there is nobody left to tell.
    const std::lock_guard lock(d->mutex);
    d->home.reset();
}

const LogTally &SqlMessageLog::tally() const
{
    return d->tally;
}

void SqlMessageLog::append(Message message, AppendDone done)
{
    const std::lock_guard lock(d->mutex);
    d->waiting.push_back({std::move(message), std::move(done)});
    if (d->scheduled) return;
    d->scheduled = true;
    d->database.post([self = d](Sql &sql) { self->storeWaiting(sql, self); });
}

QFuture<Result<QList<Message>>> SqlMessageLog::read(QString roomId, HistoryQuery query)
{
    return d->database.read<QList<Message>>([=](Sql &sql) { return readHistory(sql, roomId, query); });
}

QFuture<Result<std::optional<Message>>> SqlMessageLog::find(QString roomId, QString messageId)
{
    return d->database.run<std::optional<Message>>([=](Sql &sql) {
        return sql.row<Message>(u"SELECT " LECTERN_MESSAGE_COLUMNS
                                "FROM message WHERE room_id = ? AND id = ?"_s,
                                {roomId, messageId}, MessageRow::readMessage);
    });
}

QFuture<Result<std::optional<Message>>> SqlMessageLog::findRef(QString roomId, QString sender, QString ref)
{
    return d->database.run<std::optional<Message>>([=](Sql &sql) {
        return sql.row<Message>(u"SELECT " LECTERN_MESSAGE_COLUMNS
                                "FROM message WHERE room_id = ? AND sender = ? AND ref = ? AND ref <> ''"_s,
                                {roomId, sender, ref}, MessageRow::readMessage);
    });
}

QFuture<Result<QList<Message>>> SqlMessageLog::withAttachment(QString roomId, QString fileId)
{
    return d->database.read<QList<Message>>([=](Sql &sql) {
        return sql.rows<Message>(
            u"SELECT " LECTERN_MESSAGE_COLUMNS
            "FROM message WHERE room_id = ? AND attachment_id = ? AND attachment_id <> '' "
            "AND deleted = 0 AND type IN ('image', 'file') ORDER BY seq"_s,
            {roomId, fileId}, MessageRow::readMessage);
    });
}

QFuture<Result<QHash<QString, qint64>>> SqlMessageLog::lastSeqs(QStringList roomIds)
{
    using Seqs = QHash<QString, qint64>;
    return d->database.read<Seqs>([roomIds](Sql &sql) -> Result<Seqs> {
        Seqs seqs;
        for (const QString &roomId : roomIds) {
            const auto seq = sql.row<qint64>(u"SELECT last_seq FROM room WHERE id = ?"_s, {roomId},
                                             [](const SqlRow &row) { return row.value(0).toLongLong(); });
            if (!seq) return std::unexpected(seq.error());
            if (*seq) seqs.insert(roomId, **seq);
        }
        return seqs;
    });
}

QFuture<Result<qint64>> SqlMessageLog::prunedSeq(QString roomId)
{
    return d->database.read<qint64>([roomId](Sql &sql) -> Result<qint64> {
        const auto seq = sql.row<qint64>(u"SELECT pruned_seq FROM room WHERE id = ?"_s, {roomId},
                                         [](const SqlRow &row) { return row.value(0).toLongLong(); });
        if (!seq) return std::unexpected(seq.error());
        return seq->value_or(0);
    });
}

QFuture<Result<QList<int>>> SqlMessageLog::countUnread(QString roomId, QList<Reader> readers)
{
    return d->database.read<QList<int>>([=](Sql &sql) -> Result<QList<int>> {
        qint64 first = std::numeric_limits<qint64>::max();
        for (const Reader &reader : readers)
            first = qMin(first, reader.readUpTo);
        UnreadCount counter;
        const auto read = sql.rows<int>(
            u"SELECT seq, sender, target_type, target FROM message WHERE room_id = ? AND seq > ? "
            "AND deleted = 0 AND type NOT IN ('delete', 'attachment') ORDER BY seq"_s,
            {roomId, first}, [&](const SqlRow &row) {
                counter.add(row.value(0).toLongLong(), row.value(1).toString(), row.value(2).toString(),
                            row.value(3).toString());
                return 0;
            });
        if (!read) return std::unexpected(read.error());
        QList<int> counts;
        for (const Reader &reader : readers)
            counts.append(counter.of(reader));
        return counts;
    });
}

} // namespace lectern
