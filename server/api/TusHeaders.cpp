// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/TusHeaders.h"

#include <algorithm>

namespace lectern::tus {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kVersion = "1.0.0";

} // namespace

HttpHeaders common()
{
    HttpHeaders headers;
    headers.add("Tus-Resumable"_ba, kVersion);
    return headers;
}

HttpHeaders abilities(qint64 sizeLimit)
{
    HttpHeaders headers = common();
    headers.add("Tus-Version"_ba, kVersion);
    headers.add("Tus-Extension"_ba, "creation,creation-with-upload,termination,expiration"_ba);
    headers.add("Tus-Max-Size"_ba, QByteArray::number(sizeLimit));
    return headers;
}

std::optional<HttpResponse> refuseVersion(const HttpHeaders &request)
{
    if (request.value("Tus-Resumable") == kVersion) return std::nullopt;
    HttpResponse response = HttpResponse::problem(
        {ErrorCode::BadRequest, u"Tus-Resumable: expected %1"_s.arg(QLatin1StringView(kVersion))}, 412);
    response.headers.add("Tus-Version"_ba, kVersion);
    return response;
}

bool bringsBytes(const HttpHeaders &request)
{
    const QByteArray type = request.value("Content-Type").split(';').first().trimmed();
    return type.compare("application/offset+octet-stream", Qt::CaseInsensitive) == 0;
}

Result<qint64> bytes(const HttpHeaders &request, const QByteArray &field)
{
    const QByteArray text = request.value(field);
    const bool digits = !text.isEmpty() && text.size() <= 18 &&
                        std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (digits) return text.toLongLong();
    return problem(ErrorCode::BadRequest, u"%1: expected a number of bytes"_s.arg(QLatin1StringView(field)));
}

Result<Metadata> metadata(const HttpHeaders &request)
{
    Metadata metadata;
    const QByteArray field = request.value("Upload-Metadata");
    for (const QByteArray &pair : field.split(',')) {
        const QList<QByteArray> words = pair.simplified().split(' ');
        const auto value =
            QByteArray::fromBase64Encoding(words.value(1), QByteArray::AbortOnBase64DecodingErrors);
        if (words.size() > 2 || !value)
            return problem(ErrorCode::BadRequest, u"Upload-Metadata: expected \"key base64, key base64\""_s);
        if (words.first() == "filename") metadata.name = QString::fromUtf8(*value);
        if (words.first() == "filetype") metadata.contentType = QString::fromUtf8(*value);
    }
    return metadata;
}

QByteArray metadataOf(const FileRecord &record)
{
    return "filename " + record.name.toUtf8().toBase64() + ",filetype " +
           record.contentType.toUtf8().toBase64();
}

QByteArray expires(const FileRecord &record, std::chrono::milliseconds idle)
{
    return httpDate(record.changedAt.addMSecs(idle.count()));
}

} // namespace lectern::tus
