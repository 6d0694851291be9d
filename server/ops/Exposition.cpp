// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/Exposition.h"

#include <prometheus/text_serializer.h>

namespace lectern {

using prometheus::ClientMetric;
using prometheus::MetricType;

Exposition::Family &Exposition::Family::sample(double value, Labels labels)
{
    ClientMetric metric;
    metric.label = std::move(labels);
    (m_family.type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
    m_family.metric.push_back(std::move(metric));
    return *this;
}

Exposition::Family Exposition::gauge(const char *name, const char *help)
{
    return Family(begin(name, help, MetricType::Gauge));
}

Exposition::Family Exposition::counter(const char *name, const char *help)
{
    return Family(begin(name, help, MetricType::Counter));
}

void Exposition::histogram(const char *name, const char *help, const Distribution &distribution)
{
    ClientMetric metric;
    auto &histogram = metric.histogram;
    for (std::size_t i = 0; i < distribution.bounds().size(); ++i) {
        histogram.sample_count += distribution.counts()[i];
        histogram.bucket.push_back({histogram.sample_count, distribution.bounds()[i]});
    }
    histogram.sample_count += distribution.counts().back();
    histogram.sample_sum = distribution.sum();
    begin(name, help, MetricType::Histogram).metric.push_back(std::move(metric));
}

prometheus::MetricFamily &Exposition::begin(const char *name, const char *help, MetricType type)
{
    return m_families.emplace_back(prometheus::MetricFamily{name, help, type, {}});
}

QByteArray Exposition::text() const
{
    return QByteArray::fromStdString(prometheus::TextSerializer().Serialize(m_families));
}

} // namespace lectern
