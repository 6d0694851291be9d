// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/MediaType.h"

#include "server/files/PictureHeader.h"

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// ISO base media files (MP4 and its kin): the brand stands behind "ftyp".
QString isoMediaType(QByteArrayView head)
{
    const QByteArrayView brand = head.sliced(8, 4);
    if (brand == "qt  ") return u"video/quicktime"_s;
    if (brand == "M4A " || brand == "M4B ") return u"audio/mp4"_s;
    if (brand == "avif" || brand == "avis") return u"image/avif"_s;
    for (const QByteArrayView heic : {"heic", "heix", "hevc", "mif1", "msf1"})
        if (brand == heic) return u"image/heic"_s;
    return u"video/mp4"_s;
}

/// Office documents are ZIP archives: told by the first entry's name, or by an entry named "mimetype"
/// whose content, stored as it is, names the type.
QString zipType(QByteArrayView head)
{
    constexpr qsizetype kNameAt = 30;
    if (head.size() < kNameAt + 8) return u"application/zip"_s;
    if (head.sliced(kNameAt).startsWith("mimetype")) {
        const QByteArrayView content = head.sliced(kNameAt + 8);
        for (const QLatin1StringView type : {"application/vnd.oasis.opendocument.text"_L1,
                                             "application/vnd.oasis.opendocument.spreadsheet"_L1,
                                             "application/vnd.oasis.opendocument.presentation"_L1,
                                             "application/epub+zip"_L1, "application/hwp+zip"_L1})
            if (content.startsWith(type)) return type;
    }
    constexpr QLatin1StringView kOffice = "application/vnd.openxmlformats-officedocument."_L1;
    if (head.contains("[Content_Types].xml")) {
        if (head.contains("word/")) return kOffice + u"wordprocessingml.document"_s;
        if (head.contains("xl/")) return kOffice + u"spreadsheetml.sheet"_s;
        if (head.contains("ppt/")) return kOffice + u"presentationml.presentation"_s;
    }
    return u"application/zip"_s;
}

/// An MPEG audio layer III frame's first bytes.
bool isMp3Frame(QByteArrayView head)
{
    const quint8 second = quint8(head[1]);
    const quint8 third = quint8(head[2]);
    const bool syncAndLayer3 = quint8(head[0]) == 0xFF && (second & 0xE6) == 0xE2;
    const bool knownVersion = (second & 0x18) != 0x08;
    return syncAndLayer3 && knownVersion && (third & 0xF0) != 0xF0 && (third & 0x0C) != 0x0C;
}

QString mediaBySignature(QByteArrayView head)
{
    if (head.size() < 12) return {};
    if (head[0] == '\0' && head.sliced(4, 4) == "ftyp") return isoMediaType(head);
    if (head.startsWith("\x1A\x45\xDF\xA3"))
        return head.first(std::min<qsizetype>(head.size(), 64)).contains("webm") ? u"video/webm"_s
                                                                                 : u"video/x-matroska"_s;
    if (head.startsWith("PK\x03\x04") || head.startsWith("PK\x05\x06")) return zipType(head);
    if (head.startsWith("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return u"application/x-ole-storage"_s;
    if (head.startsWith("OggS\0"_ba)) return head.contains("theora") ? u"video/ogg"_s : u"audio/ogg"_s;
    if (head.startsWith("RIFF") && head.sliced(8, 4) == "WAVE") return u"audio/wav"_s;
    if (head.startsWith("fLaC") && (head[4] & 0x7F) == 0) return u"audio/flac"_s;
    const bool taggedMp3 = head.startsWith("ID3") && quint8(head[3]) <= 4;
    if (taggedMp3 || isMp3Frame(head)) return u"audio/mpeg"_s;
    return {};
}

/// UTF-8 without control characters. A character cut by the end of a long head does not count against it.
bool isPlainText(QByteArrayView head)
{
    const auto isControl = [](char c) {
        return (quint8(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7F;
    };
    if (std::ranges::any_of(head, isControl)) return false;
    constexpr qsizetype kLongHead = 4096;
    const int mayBeCut = head.size() >= kLongHead ? 3 : 0;
    for (int cut = 0; cut <= mayBeCut; ++cut)
        if (head.chopped(cut).isValidUtf8()) return true;
    return false;
}

/// Documents that may be written in plain characters throughout, told by how they begin.
QString documentType(QByteArrayView beginning)
{
    if (beginning.startsWith("%PDF-")) return u"application/pdf"_s;
    if (beginning.startsWith("%!PS")) return u"application/postscript"_s;
    if (beginning.startsWith("{\\rtf")) return u"application/rtf"_s;
    return {};
}

/// Text that a browser could run: most of it anywhere in the head, as SVG may stand inside other mark-up;
/// what is also written in ordinary text counts at the beginning only. `lower`: in lower case, white space
/// simplified.
QString markupType(const QByteArray &lower)
{
    if (lower.contains("<svg") || lower.contains("/2000/svg") || lower.contains("<!doctype svg"))
        return u"image/svg+xml"_s;
    for (const char *tag :
         {"<!doctype html", "<!doctypehtml", "<html", "<head", "<body", "<script", "<iframe", "<style",
          "<title", "<object", "<embed", "<meta", "<link", "<form", "<img", "<table"})
        if (lower.contains(tag)) return u"text/html"_s;
    if (lower.contains("<?xml") || lower.contains("<!doctype")) return u"application/xml"_s;
    for (const char *tag : {"<!--", "<a ", "<b>", "<br", "<div", "<font", "<h1", "<p>", "<p "})
        if (lower.startsWith(tag)) return u"text/html"_s;
    return lower.startsWith('<') && lower.contains(" xmlns") ? u"application/xml"_s : QString();
}

QString textType(QByteArrayView head)
{
    constexpr QByteArrayView kByteOrderMark("\xEF\xBB\xBF");
    const QByteArrayView unmarked =
        head.startsWith(kByteOrderMark) ? head.sliced(kByteOrderMark.size()) : head;
    const QByteArray simple = unmarked.toByteArray().simplified();
    if (const QString type = documentType(simple); !type.isEmpty()) return type;
    if (const QString type = markupType(simple.toLower()); !type.isEmpty()) return type;
    return isPlainText(head) ? u"text/plain"_s : QString();
}

} // namespace

bool MediaType::inlineSafe() const
{
    return picture || contentType == u"text/plain"_s || contentType.startsWith("audio/"_L1) ||
           contentType.startsWith("video/"_L1);
}

MediaType sniff(QByteArrayView head)
{
    if (const PictureHeader picture = readPictureHeader(head); !picture.contentType.isEmpty())
        return {picture.contentType, picture.pixels, true};
    if (const QString type = mediaBySignature(head); !type.isEmpty()) return {type, {}, false};
    if (const QString type = textType(head); !type.isEmpty() && !head.isEmpty()) return {type, {}, false};
    return {u"application/octet-stream"_s, {}, false};
}

} // namespace lectern
