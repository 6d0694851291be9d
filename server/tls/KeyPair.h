// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

namespace lectern::tls {

/// Whether the (first) certificate was made for the private key; both in PEM.
bool belongTogether(const QByteArray &certificatePem, const QByteArray &keyPem);

} // namespace lectern::tls
