// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtCore/QString>
#include <QtCore/QUrlQuery>

namespace lectern {

/// Links to files that work in an <img>: "/api/v1/files/ID?exp=SECONDS&sig=HMAC". Good for anyone who has
/// them until they expire, so they are made only for people of the file's room.
class SignedLink
{
public:
    explicit SignedLink(const QByteArray &secret);

    QString make(const QString &fileId, const QDateTime &expiresAt) const;
    bool check(const QString &fileId, const QUrlQuery &query, const QDateTime &now) const;

private:
    QByteArray m_key;
};

} // namespace lectern
