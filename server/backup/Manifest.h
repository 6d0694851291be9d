// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QDateTime>
#include <QtCore/QList>
#include <QtCore/QMap>
#include <QtCore/QStringList>

namespace lectern {

/// What a backup holds; the part "manifest.json" of it.
struct Manifest
{
    static constexpr int kFormat = 1;

    struct Part
    {
        QString name;
        qint64 size = 0; ///< bytes
        QString sha256;  ///< 64 hexadecimal digits

        bool operator==(const Part &) const = default;
    };

    int format = kFormat;
    QString program;            ///< the version that has made it
    int schema = 0;             ///< number of the last migration of the database
    QString system;             ///< the database's own id
    QDateTime createdAt;        ///< what was there before is in it
    QMap<QString, qint64> rows; ///< by table
    QStringList missing;        ///< hashes of files whose bytes were not there, or damaged
    QList<Part> parts;          ///< all but the manifest itself

    QByteArray toJson() const;

    /// `bad_request` for what is no manifest, and for a format that this version does not know.
    static Result<Manifest> parse(const QByteArray &json);

    bool operator==(const Manifest &) const = default;
};

} // namespace lectern
