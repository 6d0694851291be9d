// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace lectern::tls {

/// Whether the (first) certificate of the one PEM file was made for the private key of the other.
bool belongTogether(const QString &certificateFile, const QString &keyFile);

} // namespace lectern::tls
