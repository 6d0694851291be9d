// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QFuture>
#include <QtCore/QUrl>

#include <expected>

namespace lectern {

/// Passwords in the system's keychain, one a server and user. Where there is no keychain every call says so
/// and nothing is kept anywhere else.
class PasswordStore
{
public:
    enum class Failure { NoKeychain, NotThere, Denied };

    static QFuture<std::expected<QString, Failure>> read(const QUrl &server, const QString &user);
    static QFuture<std::expected<void, Failure>> write(const QUrl &server, const QString &user,
                                                       const QString &password);
    static QFuture<std::expected<void, Failure>> remove(const QUrl &server, const QString &user);
};

} // namespace lectern
