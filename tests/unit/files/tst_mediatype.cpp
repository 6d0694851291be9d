// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/MediaType.h"
#include "tests/unit/files/Pictures.h"

#include <QtCore/QStringConverter>
#include <QtTest/QTest>

using namespace lectern;
using namespace pictures;

/// What a file is, by its bytes alone.
class MediaTypeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsPicturesAndTheirSize()
    {
        QCOMPARE(sniff(encoded("PNG", {300, 20})).contentType, u"image/png"_s);
        QCOMPARE(sniff(encoded("PNG", {300, 20})).pixels, QSize(300, 20));
        QCOMPARE(sniff(encoded("JPG", {300, 20})).contentType, u"image/jpeg"_s);
        QCOMPARE(sniff(encoded("JPG", {300, 20})).pixels, QSize(300, 20));
        QCOMPARE(sniff(gif()).contentType, u"image/gif"_s);
        QCOMPARE(sniff(gif()).pixels, QSize(1, 1));
        for (const QByteArray &webp : {webpLossless(), webpLossy()}) {
            QCOMPARE(sniff(webp).contentType, u"image/webp"_s);
            QCOMPARE(sniff(webp).pixels, QSize(1, 1));
        }
        const QByteArray extended = webpOf(riffChunk("VP8X"_ba, "\0\0\0\0\x1F\x4E\x00\x1F\x4E\x00"_ba));
        QCOMPARE(sniff(extended).pixels, QSize(20'000, 20'000));
        for (const QByteArray &picture : {png(), jpeg(), gif(), webpLossy()}) {
            QVERIFY(sniff(picture).picture);
            QVERIFY(sniff(picture).inlineSafe());
        }
    }

    void findsAJpegsSizeBehindAThickProfile()
    {
        QByteArray photo = jpeg();
        photo.insert(2, jpegSegment(0xE1, QByteArray(40'000, 'x')));
        QCOMPARE(sniff(photo.first(65'536 < photo.size() ? 65'536 : photo.size())).pixels, QSize(24, 16));
        QVERIFY(sniff(photo.first(30'000)).pixels.isEmpty());
        QVERIFY(sniff(photo.first(30'000)).picture);
    }

    void knowsOtherFiles_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("inlineSafe");
        const auto row = [](const char *name, const QByteArray &head, const QString &type, bool safe) {
            QTest::newRow(name) << head + QByteArray(name[0] == 't' ? 0 : 16, '\0') << type << safe;
        };
        const QString office = u"application/vnd.openxmlformats-officedocument."_s;
        const QByteArray zip = "PK\x03\x04"_ba + QByteArray(26, '\0');
        row("pdf", "%PDF-1.7\n"_ba, u"application/pdf"_s, false);
        row("mp4",
            "\0\0\0\x20"
            "ftypisom\0\0\2\0"_ba,
            u"video/mp4"_s, true);
        row("mov",
            "\0\0\0\x14"
            "ftypqt  \0\0\2\0"_ba,
            u"video/quicktime"_s, true);
        row("heic",
            "\0\0\0\x14"
            "ftypheic\0\0\2\0"_ba,
            u"image/heic"_s, false);
        row("webm", "\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\x82\x84webm"_ba, u"video/webm"_s, true);
        row("zip", zip + "a.txt"_ba, u"application/zip"_s, false);
        row("docx", zip + "[Content_Types].xml...PK..word/document.xml"_ba,
            office + u"wordprocessingml.document"_s, false);
        row("pptx", zip + "[Content_Types].xml...PK..ppt/slides"_ba,
            office + u"presentationml.presentation"_s, false);
        row("odt", zip + "mimetypeapplication/vnd.oasis.opendocument.textPK"_ba,
            u"application/vnd.oasis.opendocument.text"_s, false);
        row("hwpx", zip + "mimetypeapplication/hwp+zipPK"_ba, u"application/hwp+zip"_s, false);
        row("ole", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"_ba, u"application/x-ole-storage"_s, false);
        row("mp3 tagged", "ID3\4\0"_ba, u"audio/mpeg"_s, true);
        row("mp3 bare", "\xFF\xFB\x90\x64"_ba, u"audio/mpeg"_s, true);
        row("ogg", "OggS\0\2"_ba, u"audio/ogg"_s, true);
        row("wav", "RIFF\x24\0\0\0WAVEfmt "_ba, u"audio/wav"_s, true);
        row("text", "가나다, plain\r\n"_ba, u"text/plain"_s, true);
        row("text cut in a character", "가"_ba.repeated(2000).chopped(1), u"text/plain"_s, true);
        row("text that is none", "\xB0\xA1\xB3\xAA in EUC-KR"_ba, u"application/octet-stream"_s, false);
        row("unknown", "\x01\x02\x03"_ba, u"application/octet-stream"_s, false);
        row("text about a format", "ID3 tags, OggS and fLaC"_ba, u"text/plain"_s, true);
        row("text about ftyp", "the ftyp of a film"_ba, u"text/plain"_s, true);
        row("text about flac", "fLaC is a format"_ba, u"text/plain"_s, true);
        row("text about ogg", "OggS is a format"_ba, u"text/plain"_s, true);
        row("text about pdf", "starts with %PDF-1.4 and <b>"_ba, u"text/plain"_s, true);
        row("text with a smaller-than", "<3 if a < b, <name>\n"_ba, u"text/plain"_s, true);
        row("text with a mark", "\xEF\xBB\xBF가나다\r\n"_ba, u"text/plain"_s, true);
        row("utf-16", "\xFF\xFE<\0s\0c\0r\0i\0p\0t\0"_ba, u"application/octet-stream"_s, false);
        row("text of nothing", ""_ba, u"application/octet-stream"_s, false);
    }

    void knowsOtherFiles()
    {
        QFETCH(const QByteArray, head);
        const MediaType found = sniff(head);
        QTEST(found.contentType, "type");
        QTEST(found.inlineSafe(), "inlineSafe");
        QVERIFY(!found.picture);
    }

    void neverShowsWhatCouldRun_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QString>("type");
        const QByteArray mark = "\xEF\xBB\xBF"_ba;
        const auto row = [](const char *name, const QByteArray &head, const QString &type) {
            QTest::newRow(name) << head << type;
        };
        const QString pdf = u"application/pdf"_s;
        row("PDF of ASCII", "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"_ba, pdf);
        row("PDF, its first line", "%PDF-1.4\n"_ba, pdf);
        row("PDF, no more than its name", "%PDF-"_ba, pdf);
        row("PDF behind a mark and lines", mark + "\r\n\n%PDF-1.7\n"_ba, pdf);
        row("PDF of a page", "%PDF-1.4\n<html>"_ba, pdf);
        row("RTF", "{\\rtf1\\ansi 가}"_ba, u"application/rtf"_s);
        row("PostScript", "%!PS-Adobe-3.0\n"_ba, u"application/postscript"_s);

        const QString svg = u"image/svg+xml"_s;
        row("SVG", "<svg/>"_ba, svg);
        row("SVG in capitals", "<SVG onload=alert(1)>"_ba, svg);
        row("SVG behind a mark", mark + "<svg xmlns='http://www.w3.org/2000/svg'/>"_ba, svg);
        row("SVG behind all of it",
            mark + " \t\n<?xml version='1.0'?>\n<!-- c -->\n<!DOCTYPE svg PUBLIC 'x'>\n<svg/>"_ba, svg);
        row("SVG under another name", "<x:SVG xmlns:x='http://www.w3.org/2000/svg'/>"_ba, svg);
        row("SVG, its doctype only", "<!DOCTYPE\n svg [<!ENTITY a 'b'>]>"_ba, svg);
        row("SVG behind a long comment", "<!--"_ba + QByteArray(60'000, '-') + "--><svg/>"_ba, svg);

        const QString html = u"text/html"_s;
        row("HTML", "<html>"_ba, html);
        row("HTML behind a mark", mark + " \n<!DOCTYPE html><p>"_ba, html);
        row("HTML, doctype over lines", "<!doctype\r\n\tHTML><p>"_ba, html);
        row("HTML, doctype without a gap", "<!DOCTYPEhtml><p>"_ba, html);
        row("HTML in capitals behind a comment", "<!-- --><ScRiPt>alert(1)</script>"_ba, html);
        row("HTML, a comment only", "\n <!-- words -->"_ba, html);
        row("HTML of a part", " <DIV\nonclick='alert(1)'>"_ba, html);
        row("HTML of a link", "<A\nhref='javascript:alert(1)'>"_ba, html);
        row("HTML inside words", "hello <iframe src=x>"_ba, html);
        row("HTML in EUC-KR", "<title>\xB0\xA1\xB3\xAA"_ba, html);

        const QString xml = u"application/xml"_s;
        row("XML", "<?xml version='1.0'?><a/>"_ba, xml);
        row("XML in capitals behind a mark", mark + "\n<?XML version='1.0'?><a/>"_ba, xml);
        row("XML with a style", "<?xml-stylesheet href='a.xsl'?><a/>"_ba, xml);
        row("XML by its doctype", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"_ba, xml);
        row("XML by its name space", "<a:b\nxmlns:a='http://www.w3.org/1999/xhtml'/>"_ba, xml);

        const QString unknown = u"application/octet-stream"_s;
        for (const QStringConverter::Encoding wide : {QStringConverter::Utf16LE, QStringConverter::Utf16BE}) {
            const auto order = wide == QStringConverter::Utf16LE ? "little"_ba : "big"_ba;
            for (const auto flag : {QStringConverter::Flag::Default, QStringConverter::Flag::WriteBom})
                for (const QString &page : {u"<svg onload=alert(1)>"_s, u"<html><script>"_s, u"가나다 a"_s}) {
                    const QByteArray bytes = QStringEncoder(wide, flag).encode(page);
                    QTest::addRow("UTF-16, %s-endian, %d: %s", order.constData(), int(flag), qPrintable(page))
                        << bytes << unknown;
                }
        }
    }

    void neverShowsWhatCouldRun()
    {
        QFETCH(const QByteArray, head);
        const MediaType found = sniff(head);
        QTEST(found.contentType, "type");
        QVERIFY(!found.inlineSafe());
    }

    void readsNoFurtherThanItsHead()
    {
        for (const QByteArray &picture : {png(), jpeg(), gif(), webpLossy(), webpLossless(),
                                          "\0\0\0\x20"
                                          "ftypisom\0\0\2\0"_ba})
            for (qsizetype length = 0; length < picture.size(); ++length) {
                const QByteArray head(picture.constData(), length);
                QVERIFY(sniff(head).pixels.width() <= 24);
            }
    }
};

QTEST_GUILESS_MAIN(MediaTypeTest)
#include "tst_mediatype.moc"
