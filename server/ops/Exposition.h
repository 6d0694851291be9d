// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/telemetry/Distribution.h"

#include <QtCore/QByteArray>

#include <prometheus/metric_family.h>

#include <vector>

namespace lectern {

/// A page of metrics in Prometheus' text format, written family by family.
class Exposition
{
public:
    using Labels = std::vector<prometheus::ClientMetric::Label>;

    /// The samples of one metric. To be used before the next family is begun.
    class Family
    {
    public:
        Family &sample(double value, Labels labels = {});

    private:
        friend class Exposition;
        explicit Family(prometheus::MetricFamily &family)
            : m_family(family)
        {
        }
        prometheus::MetricFamily &m_family;
    };

    Family gauge(const char *name, const char *help);
    Family counter(const char *name, const char *help); ///< the name ends in "_total"
    void histogram(const char *name, const char *help, const Distribution &distribution);

    QByteArray text() const;

private:
    prometheus::MetricFamily &begin(const char *name, const char *help, prometheus::MetricType type);

    std::vector<prometheus::MetricFamily> m_families;
};

} // namespace lectern
