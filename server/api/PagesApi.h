// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Http.h"

#include <QCoroTask>
#include <QtCore/QHash>

namespace lectern {

class Router;

/// The pages, as they are compiled in: the student's at / and /join/{id}, /teacher, /chat; their assets, /openapi.yaml;
/// and the earlier system's addresses, which lead there. A route that was added for GET /chat before these goes
/// first (see Router).
class PagesApi
{
public:
    /// `root`: the folder of index.html, teacher.html, chat.html and assets/; `description`: the OpenAPI file (left out if it is not
    /// there).
    explicit PagesApi(QString root = QStringLiteral(":/web"),
                      QString description = QStringLiteral(":/openapi.yaml"));

    void addTo(Router &router);

private:
    struct Page
    {
        QByteArray body;
        QByteArray gzipped; ///< empty where that is not worth it
        QByteArray contentType;
        QByteArray etag;
    };
    static std::optional<Page> load(const QString &path);
    static QCoro::Task<HttpResponse> answer(Page page, HttpRequest request);
    static void addRedirect(Router &router, const QByteArray &method, const QString &from,
                            const QByteArray &to);

    QString m_root;
    QString m_description;
};

} // namespace lectern
