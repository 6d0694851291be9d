// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"
#include "console/models/TimelineModel.h"

#include <QtCore/QSet>

namespace lectern {

/// Brings the timeline's pictures: fetched once when they are wanted, scaled down away from the main thread.
class Thumbnails : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this.
    Thumbnails(ApiClient &api, TimelineModel &timeline, QObject *parent = nullptr);

    /// For an entry that is looked at; asking again costs nothing.
    void want(const QString &key);
    /// From bytes that are at hand.
    void make(const QString &key, const QByteArray &data);
    /// The whole picture or file of an entry.
    QFuture<ApiResult<QByteArray>> download(const QString &key);

private:
    ApiClient &m_api;
    TimelineModel &m_timeline;
    QSet<QString> m_underWay;
};

} // namespace lectern
