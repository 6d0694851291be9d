// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Http.h"
#include "server/transport/WireTally.h"

#include <QtCore/QElapsedTimer>

namespace lectern {

/// What the log and the tally are told of a request, from its head to its answer.
class RequestRecord
{
public:
    /// The tally outlives it.
    explicit RequestRecord(WireTally &tally)
        : m_tally(tally)
    {
    }

    /// Gives the request its id.
    void begin(HttpHead &head);

    /// Counts and logs the answer, which gets the id as X-Request-Id. Null: the head could not be read.
    /// Who was refused is told at the level debug, as is who was served; what we could not do is a warning,
    /// but for an outage (503), which has lines of its own.
    void answered(const HttpHead *head, HttpResponse &response) const;

private:
    WireTally &m_tally;
    QElapsedTimer m_since;
};

} // namespace lectern
