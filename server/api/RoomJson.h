// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/RoomInfo.h"
#include "server/transport/Http.h"

#include <QtCore/QJsonObject>
#include <QtCore/QUrl>

namespace lectern {

/// A room as REST tells of it.
class RoomJson
{
public:
    /// `publicUrl` is empty where the request's own address counts.
    explicit RoomJson(QUrl publicUrl)
        : m_publicUrl(std::move(publicUrl))
    {
    }

    QJsonObject write(const RoomInfo &room, const HttpHead &request, int participants, bool hostOnline) const;

    /// The address that a student opens.
    QString joinUrl(const QString &roomId, const HttpHead &request) const;

private:
    QUrl m_publicUrl;
};

} // namespace lectern
