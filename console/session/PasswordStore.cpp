// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/PasswordStore.h"

#include <QtCore/QPromise>
#include <qt6keychain/keychain.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

PasswordStore::Failure failureOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::EntryNotFound:
        return PasswordStore::Failure::NotThere;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
    case QKeychain::CouldNotDeleteEntry:
        return PasswordStore::Failure::Denied;
    default:
        return PasswordStore::Failure::NoKeychain;
    }
}

/// Starts the job, which deletes itself, and answers with what `take` makes of it.
template <typename T, typename Job, typename Take>
QFuture<std::expected<T, PasswordStore::Failure>> run(Job *job, const QUrl &server, const QString &user,
                                                      Take take)
{
    using Answer = std::expected<T, PasswordStore::Failure>;
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    job->setKey(user + u'@' + server.toString());
    QObject::connect(job, &QKeychain::Job::finished, job, [promise, job, take] {
        promise->addResult(job->error() == QKeychain::NoError
                               ? Answer(take(job))
                               : Answer(std::unexpected(failureOf(job->error()))));
        promise->finish();
    });
    job->start();
    return promise->future();
}

} // namespace

QFuture<std::expected<QString, PasswordStore::Failure>> PasswordStore::read(const QUrl &server,
                                                                            const QString &user)
{
    return run<QString>(new QKeychain::ReadPasswordJob(u"Lectern"_s), server, user,
                        [](QKeychain::ReadPasswordJob *job) { return job->textData(); });
}

QFuture<std::expected<void, PasswordStore::Failure>>
PasswordStore::write(const QUrl &server, const QString &user, const QString &password)
{
    auto *job = new QKeychain::WritePasswordJob(u"Lectern"_s);
    job->setTextData(password);
    return run<void>(job, server, user,
                     [](QKeychain::Job *) { return std::expected<void, PasswordStore::Failure>(); });
}

QFuture<std::expected<void, PasswordStore::Failure>> PasswordStore::remove(const QUrl &server,
                                                                           const QString &user)
{
    return run<void>(new QKeychain::DeletePasswordJob(u"Lectern"_s), server, user,
                     [](QKeychain::Job *) { return std::expected<void, PasswordStore::Failure>(); });
}

} // namespace lectern
