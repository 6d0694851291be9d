// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "TestDatabases.h"

#include "common/protocol/Ulid.h"
#include "server/store/Database.h"
#include "server/store/SearchIndex.h"
#include "server/store/Sql.h"
#include "server/store/SqlClassRegister.h"
#include "server/store/SqlMessageLog.h"
#include "server/store/SqlRoomStore.h"

#include <QtCore/QEventLoop>
#include <QtCore/QFutureWatcher>
#include <QtTest/QTest>

namespace lectern::storetest {

using namespace Qt::StringLiterals;

/// Runs the event loop until the future is there.
template <typename T> Result<T> resultOf(const QFuture<Result<T>> &future)
{
    QFutureWatcher<Result<T>> watcher;
    QEventLoop loop;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished()) loop.exec();
    return future.result();
}

/// The value of a future that must have one; the test ends here otherwise.
template <typename T> T valueOf(QFuture<Result<T>> future)
{
    const Result<T> result = resultOf(future);
    if (!result) qFatal("unexpected problem: %s", qPrintable(result.error().detail));
    if constexpr (!std::is_void_v<T>) return *result;
}

template <typename T> ErrorCode codeOf(QFuture<Result<T>> future)
{
    const Result<T> result = resultOf(future);
    if (result) qFatal("expected a problem");
    return result.error().code;
}

inline Message text(const QString &roomId, const QString &sender, const QString &words,
                    const QString &ref = {})
{
    Message message;
    message.roomId = roomId;
    message.sender = sender;
    message.senderName = sender;
    message.senderType = sender.startsWith("teacher"_L1) ? PersonType::Teacher : PersonType::Student;
    message.payload = payload::Text{words};
    message.id = newUlid();
    message.sentAt = QDateTime::fromMSecsSinceEpoch(QDateTime::currentMSecsSinceEpoch(), Qt::UTC);
    message.ref = ref;
    return message;
}

/// A HistoryQuery of which a test names only what it is about.
struct Ask
{
    qint64 after = -1;
    qint64 before = -1;
    int limit = 50;
    QString readerId = {};
    bool readerIsTeacher = false;
    QString search = {};
    bool withDeletions = false;

    operator HistoryQuery() const
    {
        return {after, before, limit, readerId, readerIsTeacher, search, withDeletions};
    }
};

/// Appends all at once and waits for all answers, in the order of the messages.
inline QList<Result<MessageLog::Appended>> append(MessageLog &log, const QList<Message> &messages)
{
    QList<Result<MessageLog::Appended>> answers(messages.size(),
                                                problem(ErrorCode::Internal, u"no answer"_s));
    int count = 0;
    for (qsizetype i = 0; i < messages.size(); ++i)
        log.append(messages[i], [&, i](Result<MessageLog::Appended> answer) {
            answers[i] = std::move(answer);
            ++count;
        });
    if (!QTest::qWaitFor([&] { return count == messages.size(); }, 60'000))
        qFatal("not every append was answered");
    return answers;
}

inline QStringList wordsOf(const QList<Message> &messages)
{
    QStringList words;
    for (const Message &message : messages) {
        const auto *text = payloadOf<payload::Text>(message);
        words.append(text ? text->text : QString(wireName(message.type)));
    }
    return words;
}

/// One open database with a class room in it.
struct House
{
    explicit House(const QString &url, const DatabaseOptions &options = {})
    {
        const auto opened = database.open(url, options);
        if (!opened) qFatal("cannot open: %s", qPrintable(opened.error().detail));
    }

    RoomInfo makeRoom(bool history = true, const QString &owner = u"teacher-kim"_s)
    {
        RoomInfo room;
        room.name = u"3학년 2반"_s;
        room.ownerId = owner;
        room.ownerName = u"김선생"_s;
        room.history = history;
        return valueOf(rooms.create(room, 50));
    }

    /// Ended before: an open room is not removed.
    void removeRoom(const QString &roomId)
    {
        valueOf(rooms.setEnded(roomId, QDateTime::currentDateTimeUtc()));
        valueOf(rooms.remove(roomId));
    }

    /// Runs a statement beside the tables' classes.
    Result<int> execute(const QString &statement)
    {
        return database.run<int>([statement](Sql &sql) { return sql.execute(statement); }).result();
    }

    /// Makes all that is stored findable by terms, as otherwise happens a moment later.
    void index()
    {
        valueOf(database.run<int>([](Sql &sql) -> Result<int> {
            for (;;) {
                auto indexed = searchindex::advance(sql, 2);
                if (!indexed || *indexed == 0) return indexed;
            }
        }));
    }

    Database database;
    SqlRoomStore rooms{database};
    SqlClassRegister people{database};
    SqlMessageLog log{database};
};

} // namespace lectern::storetest
