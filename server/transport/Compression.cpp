// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/Compression.h"

#include "common/protocol/Deflate.h"
#include "server/ops/OnPool.h"
#include "server/transport/Preferences.h"

#include <QCoroFuture>

#include <algorithm>
#include <array>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kWorthIt = 1'024;      ///< bytes: below that a packet is a packet
constexpr qsizetype kAtOnce = 128 * 1'024; ///< bytes that this thread may compress between two frames
constexpr int kLevel = 1;                  ///< docs/decisions/0009-compression.md has the figures

void addVary(HttpHeaders &headers)
{
    const auto names = [](const auto &field) {
        return field.first.compare("Vary", Qt::CaseInsensitive) == 0 &&
               field.second.toLower().contains("accept-encoding");
    };
    if (std::ranges::none_of(headers.fields(), names)) headers.add("Vary"_ba, "Accept-Encoding"_ba);
}

} // namespace

bool acceptsGzip(const HttpHeaders &request)
{
    std::optional<double> gzip;
    std::optional<double> others;
    double plain = 0;
    for (const auto &[coding, quality] : preferences(request, "Accept-Encoding")) {
        if (coding == "gzip" || coding == "x-gzip") gzip = quality;
        if (coding == "*") others = quality;
        if (coding == "identity") plain = quality;
    }
    const double wish = gzip.value_or(others.value_or(0));
    return wish > 0 && wish >= plain;
}

bool isCompressible(const QByteArray &body, QByteArrayView contentType)
{
    if (body.size() <= kWorthIt) return false;
    const QByteArray type = contentType.toByteArray().split(';').first().trimmed().toLower();
    if (type == "text/event-stream") return false;
    constexpr std::array kTexts{"application/json", "application/manifest+json", "application/yaml",
                                "image/svg+xml"};
    return type.startsWith("text/") || std::ranges::find(kTexts, type) != kTexts.end();
}

Compression::Compression()
{
    m_workers.setMaxThreadCount(1);
}

bool Compression::isWanted(const HttpHead &request)
{
    return (request.method == "GET" || request.method == "HEAD") && acceptsGzip(request.headers);
}

QCoro::Task<HttpResponse> Compression::fit(HttpResponse response, bool wanted)
{
    const bool whole = response.status == 200 && !response.file && !response.stream;
    if (!whole || !isCompressible(response.body, response.headers.value("Content-Type"))) co_return response;
    addVary(response.headers);
    if (!wanted) co_return response;

    if (response.gzipped.isEmpty()) response.gzipped = co_await gzip(response.body);
    response.body = std::exchange(response.gzipped, {});
    response.headers.add("Content-Encoding"_ba, "gzip"_ba);
    const QByteArray etag = response.headers.value("ETag");
    if (!etag.isEmpty() && !etag.startsWith("W/")) response.headers.set("ETag"_ba, "W/" + etag);
    co_return response;
}

QCoro::Task<QByteArray> Compression::gzip(QByteArray body)
{
    if (body.size() <= kAtOnce) co_return gzipped(body, kLevel);
    const QFuture<QByteArray> compressing = onPool(m_workers, [body] { return gzipped(body, kLevel); });
    co_return co_await compressing;
}

} // namespace lectern
