// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/ExportApi.h"

#include "server/api/AttendanceApi.h"
#include "server/api/ContentDisposition.h"
#include "server/api/RequestReading.h"
#include "server/export/EntryName.h"
#include "server/ops/OnPool.h"
#include "server/transport/Router.h"

#include <QCoroFuture>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPage = 500; ///< messages that are in memory at once

/// A room's one export: from its start until it is sent, given up, or its client gone.
class Turn
{
public:
    Turn(std::shared_ptr<QSet<QString>> rooms, QString roomId)
        : m_rooms(std::move(rooms))
        , m_roomId(std::move(roomId))
    {
        m_rooms->insert(m_roomId);
    }
    ~Turn() { m_rooms->remove(m_roomId); }
    Q_DISABLE_COPY_MOVE(Turn)

private:
    std::shared_ptr<QSet<QString>> m_rooms;
    QString m_roomId;
};

/// The zip on its way, and with it the room's turn.
class SentFile
{
public:
    SentFile(std::shared_ptr<Turn> turn, std::shared_ptr<QFile> file)
        : m_turn(std::move(turn))
        , m_file(std::move(file))
    {
    }
    /// Giving a gigabyte back to the disk takes 200 ms, in which nobody's class may stand still.
    ~SentFile()
    {
        QThreadPool::globalInstance()->start([file = std::move(m_file)] { file->close(); });
    }
    Q_DISABLE_COPY_MOVE(SentFile)

    QFile *file() const { return m_file.get(); }

private:
    std::shared_ptr<Turn> m_turn;
    std::shared_ptr<QFile> m_file;
};

Result<QTimeZone> timeZone(const HttpRequest &request)
{
    const QString name = queryText(request, u"timezone"_s);
    if (name.isEmpty()) return QTimeZone::systemTimeZone();
    const QTimeZone zone(name.toLatin1());
    if (!zone.isValid())
        return problem(ErrorCode::BadRequest,
                       u"timezone: got \"%1\", expected a name like Asia/Seoul"_s.arg(name.left(40)));
    return zone;
}

} // namespace

ExportApi::ExportApi(Access &access, MessageLog &log, AttendanceLog &attendance,
                     ClassArchive::OpenFile openFile, QString directory)
    : m_access(access)
    , m_log(log)
    , m_attendance(attendance)
    , m_openFile(std::move(openFile))
    , m_directory(std::move(directory))
    , m_rooms(std::make_shared<QSet<QString>>())
{
    m_workers.setMaxThreadCount(1);
}

void ExportApi::addTo(Router &router)
{
    router.add("GET"_ba, u"/api/v1/rooms/:id/export"_s, [this](HttpRequest r) { return send(std::move(r)); });
}

QCoro::Task<HttpResponse> ExportApi::send(HttpRequest request)
{
    const Result<Insider> owner = co_await m_access.owner(request, request.parameter(u"id"_s));
    if (!owner) co_return HttpResponse::problem(owner.error());
    const RoomInfo room = owner->room;
    if (m_rooms->contains(room.id))
        co_return HttpResponse::problem({ErrorCode::RateLimited, u"this class is being exported already"_s});
    const auto turn = std::make_shared<Turn>(m_rooms, room.id);

    const Result<ClassOutline> about = co_await outline(room, request);
    if (!about) co_return HttpResponse::problem(about.error());
    const Result<ClassArchive::Zip> zip = co_await write(*about, owner->person());
    if (!zip) co_return HttpResponse::problem(zip.error());

    const auto sent = std::make_shared<SentFile>(turn, zip->file);
    HttpResponse response;
    response.headers.add("Content-Type"_ba, "application/zip"_ba);
    response.headers.add(
        "Content-Disposition"_ba,
        contentDisposition(Disposition::Attachment, safeFileName(u"%1 (%2).zip"_s.arg(room.name, room.id))));
    response.headers.add("Cache-Control"_ba, "no-store"_ba);
    response.headers.add("Vary"_ba, "Accept-Language"_ba);
    response.file = FileSlice{.length = zip->size, .opened = {sent, sent->file()}};
    co_return response;
}

QCoro::Task<Result<ClassOutline>> ExportApi::outline(RoomInfo room, HttpRequest request)
{
    const Result<QTimeZone> zone = timeZone(request);
    if (!zone) co_return std::unexpected(zone.error());
    const QFuture<Result<QList<Stay>>> reading = m_attendance.stays(room.id);
    const Result<QList<Stay>> stays = co_await reading;
    if (!stays) co_return std::unexpected(stays.error());

    ClassOutline about;
    about.room = room;
    about.language = pageLanguage(request.headers);
    about.zone = *zone;
    about.attendance = attendanceCsv(attendanceRows(*stays, QDateTime::currentDateTimeUtc()));
    for (const Stay &stay : *stays)
        about.names.insert(stay.person.id, stay.person.name);
    co_return about;
}

QCoro::Task<Result<ClassArchive::Zip>> ExportApi::write(ClassOutline outline, Person reader)
{
    const QString roomId = outline.room.id;
    const auto archive = std::make_shared<ClassArchive>(std::move(outline), m_directory, m_openFile);
    const Result<void> written = co_await writeMessages(archive, roomId, std::move(reader));
    if (!written) co_return std::unexpected(written.error());
    const QFuture<Result<ClassArchive::Zip>> finishing =
        onPool(m_workers, [archive] { return archive->finish(); });
    co_return co_await finishing;
}

QCoro::Task<Result<void>> ExportApi::writeMessages(std::shared_ptr<ClassArchive> archive, QString roomId,
                                                   Person reader)
{
    // What is said from now on is not in it: somebody who talks faster than this writes would keep it going.
    const QFuture<Result<QHash<QString, qint64>>> looking = m_log.lastSeqs({roomId});
    const Result<QHash<QString, qint64>> last = co_await looking;
    if (!last) co_return std::unexpected(last.error());

    HistoryQuery query;
    query.after = 0;
    query.before = last->value(roomId) + 1;
    query.limit = kPage;
    query.readerId = reader.id;
    query.readerIsTeacher = reader.type == PersonType::Teacher;
    for (;;) {
        const QFuture<Result<QList<Message>>> reading = m_log.read(roomId, query);
        const Result<QList<Message>> page = co_await reading;
        if (!page) co_return std::unexpected(page.error());
        if (page->isEmpty()) co_return {};
        query.after = page->last().seq;
        const QFuture<Result<void>> adding =
            onPool(m_workers, [archive, messages = *page] { return archive->add(messages); });
        const Result<void> added = co_await adding;
        if (!added) co_return std::unexpected(added.error());
    }
}

} // namespace lectern
