// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace lectern {

/// A path like "/api/v1/rooms/:id", compared segment by segment on the undecoded path.
class PathPattern
{
public:
    explicit PathPattern(const QString &pattern);

    /// The values of the ":name" segments, percent-decoded; nothing if the path does not fit, or a value
    /// is empty, no valid percent-encoding, or no UTF-8.
    std::optional<QHash<QString, QString>> match(QStringView path) const;

private:
    QString m_prefix;   ///< up to the first named segment, or all of it
    QStringList m_rest; ///< the segments from there on
};

} // namespace lectern
