// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SqlErasure.h"

#include "server/store/Database.h"
#include "server/store/ErasureJobs.h"
#include "server/store/FileRemoval.h"
#include "server/store/Sql.h"
#include "server/store/StoreLog.h"

#include <QCoroFuture>
#include <QtCore/QPromise>

namespace lectern {

using erasurejobs::Whom;

QFuture<Result<Traces>> SqlErasure::look(QString roomId, QString personId)
{
    return m_database.read<Traces>(
        [whom = Whom{roomId, personId}](Sql &sql) { return erasurejobs::look(sql, whom); });
}

QFuture<Result<Erased>> SqlErasure::erase(QString roomId, QString personId, Person by)
{
    const auto promise = std::make_shared<QPromise<Result<Erased>>>();
    promise->start();
    eraseAll(roomId, personId, by).then([promise](const Result<Erased> &erased) {
        promise->addResult(erased);
        promise->finish();
    });
    return promise->future();
}

QCoro::Task<Result<Erased>> SqlErasure::eraseAll(QString roomId, QString personId, Person by)
{
    const Whom whom{roomId, personId};
    const QFuture<Result<Traces>> looking = look(roomId, personId);
    const Result<Traces> traces = co_await looking;
    if (!traces) co_return std::unexpected(traces.error());
    Erased erased;
    erased.traces = *traces;
    if (traces->isEmpty()) co_return erased;

    using Entries = QList<Message>;
    const QFuture<Result<Entries>> expelling =
        m_database.run<Entries>([whom](Sql &sql) { return erasurejobs::expel(sql, whom); });
    const Result<Entries> expelled = co_await expelling;
    if (!expelled) co_return std::unexpected(expelled.error());
    erased.entries = *expelled;
    for (bool more = true; more;) {
        const QFuture<Result<Entries>> taking =
            m_database.run<Entries>([whom, by](Sql &sql) { return erasurejobs::takeOut(sql, whom, by); });
        const Result<Entries> taken = co_await taking;
        if (!taken) co_return std::unexpected(taken.error());
        erased.entries += *taken;
        more = !taken->isEmpty();
    }

    const Result<void> removed = co_await removeFiles(roomId, personId);
    if (!removed) co_return std::unexpected(removed.error());
    const QFuture<Result<void>> forgetting =
        m_database.run<void>([whom](Sql &sql) { return erasurejobs::forget(sql, whom); });
    const Result<void> forgotten = co_await forgetting;
    if (!forgotten) co_return std::unexpected(forgotten.error());
    const QFuture<Result<void>> wiping = m_database.run<void>([](Sql &sql) { return sql.wipe(); });
    if (const Result<void> wiped = co_await wiping; !wiped)
        qCWarning(lcStore).noquote() << "what was erased is still in the write-ahead log:"
                                     << wiped.error().detail;
    qCInfo(lcStore).noquote() << "erased" << personId << "from room" << roomId + u':' << traces->messages
                              << "messages," << traces->files << "files," << traces->votes << "votes,"
                              << traces->stays << "stays";
    co_return erased;
}

QCoro::Task<Result<void>> SqlErasure::removeFiles(QString roomId, QString personId)
{
    const QFuture<Result<QStringList>> listing = m_database.read<QStringList>(
        [whom = Whom{roomId, personId}](Sql &sql) { return erasurejobs::files(sql, whom); });
    const Result<QStringList> ids = co_await listing;
    if (!ids) co_return std::unexpected(ids.error());
    for (const QString &id : *ids) {
        const QFuture<Result<bool>> removing = m_files.removeUnused(id);
        const Result<bool> removed = co_await removing;
        if (!removed) co_return std::unexpected(removed.error());
    }
    co_return Result<void>{};
}

} // namespace lectern
