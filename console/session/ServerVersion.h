// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QUrl>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QSslConfiguration>

namespace lectern {

/// Which version the server runs, as its `lectern_build_info` tells it, so that an update under a class that
/// goes on is noticed. Where that page is not open to the console, nothing is known and nothing said.
class ServerVersion : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Asks, now.
    void ask(const QUrl &server, const QSslConfiguration &tls);
    QString current() const { return m_current; } ///< empty: not known

Q_SIGNALS:
    /// Another version than the one known before answers.
    void updated(const QString &version);

private:
    void take(const QByteArray &page);

    QNetworkAccessManager m_network;
    QString m_current;
};

} // namespace lectern
