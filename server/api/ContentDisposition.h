// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace lectern {

/// Whether a browser shows the answer or saves it.
enum class Disposition { Inline, Attachment };

/// `attachment; filename="plain.png"; filename*=UTF-8''…` (RFC 6266, RFC 5987).
QByteArray contentDisposition(Disposition disposition, const QString &name);

} // namespace lectern
