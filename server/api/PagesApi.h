// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Router.h"

#include <QCoroTask>
#include <QtCore/QHash>

namespace lectern {

/// The pages, as they are compiled in: / and /join/{id} (students), /teacher, their assets, /openapi.yaml;
/// and the earlier systems' addresses, which lead there. /chat is shared with ChatRoomsApi, which answers it.
class PagesApi
{
public:
    /// `root`: the folder of index.html, teacher.html, chat.html and assets/; `description`: the OpenAPI file
    /// (left out if it is not there).
    explicit PagesApi(QString root = QStringLiteral(":/web"),
                      QString description = QStringLiteral(":/openapi.yaml"));

    void addTo(Router &router);

    /// Answers with that file of the root folder.
    Router::Handler page(const QString &file) const;

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
