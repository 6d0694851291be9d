// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/FileRecord.h"
#include "server/transport/Http.h"

#include <chrono>

/// The header fields of tus 1.0.0 (tus.io/protocols/resumable-upload) as far as they are spoken here: core,
/// creation, creation-with-upload, termination, expiration.
namespace lectern::tus {

/// What is said on every answer.
HttpHeaders common();

/// The same with what OPTIONS tells: versions, extensions and the largest upload.
HttpHeaders abilities(qint64 sizeLimit);

/// The answer to a request that is not for this version of the protocol: 412.
std::optional<HttpResponse> refuseVersion(const HttpHeaders &request);

/// True: the body is a part of an upload.
bool bringsBytes(const HttpHeaders &request);

/// A field that is a number of bytes; `bad_request` names it.
Result<qint64> bytes(const HttpHeaders &request, const QByteArray &field);

/// Upload-Metadata: `filename` and `filetype`; others are nobody's business here.
struct Metadata
{
    QString name;
    QString contentType;
};
Result<Metadata> metadata(const HttpHeaders &request);

/// The same, as far as it was kept.
QByteArray metadataOf(const FileRecord &record);

QByteArray expires(const FileRecord &record, std::chrono::milliseconds idle);

} // namespace lectern::tus
