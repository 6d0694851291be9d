// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QUrl>

#include <optional>

namespace lectern::serveraddress {

/// What somebody typed as a server's address: scheme, host and port of it. Without a scheme, http:// for this
/// machine, for IP addresses and where a port is named; https:// for other names. Nothing for what is no
/// http(s) address.
std::optional<QUrl> fromTyped(const QString &typed);

/// True for 127.0.0.0/8, ::1 and localhost: what goes there stays on this machine.
bool isLoopback(const QUrl &server);

/// True when a password sent there could be read on the way.
bool isExposed(const QUrl &server);

} // namespace lectern::serveraddress
