// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Http.h"

#include <QtCore/QStringList>

namespace lectern {

/// Lets pages of the listed origins read our answers (Fetch standard, "CORS protocol"). Bearer tokens
/// only: no credentials.
class CorsPolicy
{
public:
    /// "*" lists every origin.
    explicit CorsPolicy(QStringList origins)
        : m_origins(std::move(origins))
    {
    }

    /// Adds what a listed origin needs to read this answer; for others nothing, and nothing to an answer that
    /// says itself who may read it.
    void decorate(const HttpHead &head, HttpResponse &response) const;

    /// The answer to OPTIONS on a path with those methods.
    HttpResponse preflight(const HttpHead &head, const QList<QByteArray> &methods) const;

private:
    bool allows(const QByteArray &origin) const;

    QStringList m_origins;
};

} // namespace lectern
