// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Access.h"
#include "server/domain/ports/AttendanceLog.h"
#include "server/domain/ports/MessageLog.h"
#include "server/export/ClassArchive.h"

#include <QtCore/QSet>
#include <QtCore/QThreadPool>

namespace lectern {

class Router;

/// A class as one zip: /rooms/{id}/export, for its owner. It is made whole, then sent.
class ExportApi
{
public:
    /// `directory`: where exports lie while they are made and sent, under no name.
    ExportApi(Access &access, MessageLog &log, AttendanceLog &attendance, ClassArchive::OpenFile openFile,
              QString directory);

    void addTo(Router &router);

private:
    QCoro::Task<HttpResponse> send(HttpRequest request);
    QCoro::Task<Result<ClassOutline>> outline(RoomInfo room, HttpRequest request);
    QCoro::Task<Result<ClassArchive::Zip>> write(ClassOutline outline, Person reader);
    QCoro::Task<Result<void>> writeMessages(std::shared_ptr<ClassArchive> archive, QString roomId,
                                            Person reader);

    Access &m_access;
    MessageLog &m_log;
    AttendanceLog &m_attendance;
    ClassArchive::OpenFile m_openFile;
    QString m_directory;
    std::shared_ptr<QSet<QString>> m_rooms; ///< whose export is being made or sent
    QThreadPool m_workers;
};

} // namespace lectern
