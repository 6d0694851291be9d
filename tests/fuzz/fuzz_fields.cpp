// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/ByteRange.h"
#include "server/api/ContentDisposition.h"
#include "server/api/RequestReading.h"
#include "server/api/TusHeaders.h"
#include "server/files/Inspection.h"
#include "server/transport/PathPattern.h"
#include "server/transport/Preferences.h"
#include "tests/fuzz/Fuzz.h"

using namespace lectern;
using namespace lectern::fuzz;
using namespace Qt::StringLiterals;

namespace {

HttpHeaders field(const QByteArray &name, const QByteArray &value)
{
    HttpHeaders headers;
    headers.add(name, value);
    return headers;
}

/// What is answered lies within the file.
void askForPart(const QByteArray &range, qint64 fileSize)
{
    const ByteRange part = ByteRange::of(range, fileSize);
    const bool inside = part.offset >= 0 && part.length >= 0 && part.length <= fileSize - part.offset;
    require(inside, "a part beyond the file", range);
    require(part.kind != ByteRange::Kind::Part || part.length > 0, "an empty part", range);
}

/// What is kept of an upload's description says the same again.
void announceUpload(const QByteArray &value)
{
    const auto metadata = tus::metadata(field("Upload-Metadata"_ba, value));
    if (!metadata) return;
    FileRecord record;
    record.name = metadata->name;
    record.contentType = metadata->contentType;
    const auto again = tus::metadata(field("Upload-Metadata"_ba, tus::metadataOf(record)));
    require(again && again->name == metadata->name && again->contentType == metadata->contentType,
            "an upload's name does not come back", value);
}

/// A name is clean once it was cleaned, and stays within its header.
void nameFile(const QByteArray &utf8)
{
    const QString clean = cleanFileName(QString::fromUtf8(utf8));
    require(cleanFileName(clean) == clean, "cleaned twice is another name", utf8);
    require(!clean.isEmpty() && !clean.contains(u'/') && !clean.contains(u'\\') && !hasControl(clean),
            "no clean name", utf8);
    const QByteArray header = contentDisposition(Disposition::Attachment, QString::fromUtf8(utf8));
    require(header.count('"') == 2 && !hasControl(QString::fromLatin1(header)), "more than one header", utf8);
    const qsizetype encoded = header.lastIndexOf("''") + 2;
    require(QByteArray::fromPercentEncoding(header.mid(encoded)) == QString::fromUtf8(utf8).toUtf8(),
            "a file's name does not come back", utf8);

    const QString type = cleanContentType(QString::fromUtf8(utf8));
    require(cleanContentType(type) == type && !hasControl(type), "no clean type", utf8);
}

void ask(const QByteArray &target)
{
    HttpHead head;
    head.query.setQuery(QString::fromUtf8(target).replace(u'+', "%20"_L1));
    if (const auto limit = queryNumber(head, u"limit"_s, 50, 1, 200))
        require(*limit >= 1 && *limit <= 200, "a number beyond its bounds", target);
    static_cast<void>(queryText(head, u"q"_s));
    if (const auto values = PathPattern(u"/api/v1/files/:id"_s).match(QString::fromUtf8(target))) {
        const QByteArray again = "/api/v1/files/" + values->value(u"id"_s).toUtf8().toPercentEncoding();
        require(PathPattern(u"/api/v1/files/:id"_s).match(QString::fromUtf8(again)) == values, "another file",
                target);
    }
}

} // namespace

/// The first byte says which field of a request the rest is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0) return 0;
    const QByteArray text = view(data + 1, size - 1).toByteArray();
    switch (data[0] % 8) {
    case 0:
        askForPart(text, 1000);
        askForPart(text, 0);
        break;
    case 1:
        announceUpload(text);
        break;
    case 2:
        if (const auto bytes = tus::bytes(field("Upload-Offset"_ba, text), "Upload-Offset"_ba))
            require(*bytes >= 0, "less than nothing", text);
        break;
    case 3:
        nameFile(text);
        break;
    case 4:
        for (const Preference &wish : preferences(field("Accept-Encoding"_ba, text), "Accept-Encoding"))
            require(wish.quality >= 0 && wish.quality <= 1, "a wish beyond 0 and 1", text);
        break;
    case 5:
        static_cast<void>(matchesEtag(text, "\"abc\""));
        break;
    default:
        ask(text);
    }
    return 0;
}
