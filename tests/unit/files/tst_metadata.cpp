// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/Metadata.h"
#include "tests/unit/files/Pictures.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtGui/QImageReader>
#include <QtTest/QTest>

using namespace lectern;
using namespace pictures;

namespace {

const QString kJpeg = u"image/jpeg"_s;
const QString kPng = u"image/png"_s;
const QString kGif = u"image/gif"_s;
const QString kWebp = u"image/webp"_s;

/// The JPEG with these segments behind its JFIF header.
QByteArray jpegWith(const QByteArray &segments)
{
    QByteArray photo = jpeg();
    const qsizetype behindJfif = 4 + qFromBigEndian<quint16>(photo.constData() + 4);
    return photo.insert(behindJfif, segments);
}

QByteArray icc()
{
    return jpegSegment(0xE2, "ICC_PROFILE\0\1\1profile"_ba);
}
QByteArray adobe()
{
    return jpegSegment(0xEE, "Adobe\0\x64\0\0\0\0\1"_ba);
}

QByteArray phoneJpeg(quint16 orientation, bool little = true)
{
    return jpegWith(jpegSegment(0xE1, phoneExif(orientation, little)) +
                    jpegSegment(0xE1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"_ba) + icc() +
                    jpegSegment(0xE2, "MPF\0second picture"_ba) +
                    jpegSegment(0xED, "Photoshop 3.0\0IPTC"_ba) + adobe() +
                    jpegSegment(0xE0, "JFXX\0\x10thumbnail"_ba) + jpegSegment(0xFE, "a comment"_ba));
}

/// The PNG with these chunks behind its head.
QByteArray pngWith(const QByteArray &chunks)
{
    return png().insert(8 + 25, chunks);
}

/// The GIF with these extensions behind its colours.
QByteArray gifWith(const QByteArray &extensions)
{
    return gif().insert(13 + 6, extensions);
}

QByteArray wordyPng()
{
    QByteArray picture = png();
    const qsizetype behindHead = 8 + 25;
    picture.insert(picture.size() - 12,
                   pngChunk("eXIf"_ba, phoneExif(6, true)) + pngChunk("tIME"_ba, "7654321"_ba));
    return picture.insert(behindHead, pngChunk("tEXt"_ba, "Author\0Me"_ba) +
                                          pngChunk("pHYs"_ba, QByteArray(9, '\1')) +
                                          pngChunk("iTXt"_ba, "XML:com.adobe.xmp\0<x:xmpmeta/>"_ba) +
                                          pngChunk("zTXt"_ba, "Raw"_ba));
}

QByteArray loop()
{
    return "\x21\xFF\x0BNETSCAPE2.0\3\1\0\0\0"_ba;
}

QByteArray wordyGif()
{
    QByteArray picture = gif();
    const qsizetype behindColours = 13 + 6;
    return picture.insert(behindColours,
                          loop() + "\x21\xFE\5hello\0"_ba + "\x21\xFF\x0BXMP DataXMP\4<x/>\0"_ba);
}

QByteArray wordyWebp()
{
    return webpOf(riffChunk("VP8X"_ba, "\x2C\0\0\0\0\0\0\0\0\0"_ba) + webpLossy().sliced(12) +
                  riffChunk("EXIF"_ba, phoneExif(6, true)) + riffChunk("XMP "_ba, "<x:xmpmeta/>!"_ba));
}

} // namespace

/// Pictures as phones and programs write them, and what the class gets to see of them.
class MetadataTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_source = m_dir.filePath(u"source"_s);
    QString m_target = m_dir.filePath(u"target"_s);

    Result<bool> strip(const QByteArray &bytes, const QString &type)
    {
        QFile::remove(m_target);
        QFile source(m_source);
        if (!source.open(QIODevice::WriteOnly) || source.write(bytes) != bytes.size()) qFatal("cannot write");
        source.close();
        return stripMetadata(m_source, m_target, type);
    }

    QByteArray written()
    {
        QFile target(m_target);
        return target.open(QIODevice::ReadOnly) ? target.readAll() : QByteArray();
    }

    /// The picture's bytes after stripping, whether or not there was something to take out.
    QByteArray stripped(const QByteArray &bytes, const QString &type)
    {
        const auto result = strip(bytes, type);
        if (!result) qFatal("%s", qPrintable(result.error().detail));
        return *result ? written() : bytes;
    }

private Q_SLOTS:
    void leavesCleanPicturesAlone()
    {
        const QList<std::pair<QByteArray, QString>> clean{{jpeg(), kJpeg},
                                                          {jpegWith(icc() + adobe()), kJpeg},
                                                          {png(), kPng},
                                                          {gif(), kGif},
                                                          {webpLossy(), kWebp},
                                                          {webpLossless(), kWebp},
                                                          {encoded("JPG", {900, 700}), kJpeg}};
        for (const auto &[bytes, type] : clean) {
            const auto result = strip(bytes, type);
            QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
            QVERIFY2(!*result, qPrintable(type));
            QVERIFY(!QFile::exists(m_target));
        }
        QCOMPARE(strip("plain text"_ba, u"text/plain"_s).value(), false);
    }

    void leavesWordsAloneThatTellOfNobody_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("type");
        QTest::newRow("JPEG: comment") << jpegWith(jpegSegment(0xFE, "drawn in class"_ba)) << kJpeg;
        QTest::newRow("JPEG: Adobe's APP12")
            << jpegWith(jpegSegment(0xEC, "Ducky\0\1\0\4\0\0\0\x3C\0\0"_ba)) << kJpeg;
        QTest::newRow("JPEG: JFXX") << jpegWith(jpegSegment(0xE0, "JFXX\0\x10thumbnail"_ba)) << kJpeg;
        QTest::newRow("JPEG: an orientation")
            << jpegWith(jpegSegment(0xE1, orientationOnly(6)) + jpegSegment(0xFE, "!"_ba)) << kJpeg;
        QTest::newRow("PNG: ImageMagick's dates")
            << pngWith(pngChunk("tEXt"_ba, "date:create\0"
                                           "2026-11-21T05:00:00+00:00"_ba) +
                       pngChunk("tEXt"_ba, "date:modify\0"
                                           "2026-11-21T05:00:00+00:00"_ba))
            << kPng;
        QTest::newRow("PNG: time") << pngWith(pngChunk("tIME"_ba, "7654321"_ba)) << kPng;
        QTest::newRow("PNG: words") << pngWith(
                                           pngChunk("tEXt"_ba, "Software\0drawn with XML:com.adobe.xmp"_ba) +
                                           pngChunk("zTXt"_ba, "Comment\0\0zip"_ba) +
                                           pngChunk("iTXt"_ba, "Title\0\0\0\0\0그림"_ba))
                                    << kPng;
        QTest::newRow("PNG: colours")
            << pngWith(pngChunk("zTXt"_ba, "Raw profile type icc\0\0zip"_ba)) << kPng;
        QTest::newRow("PNG: text of nothing") << pngWith(pngChunk("tEXt"_ba, {})) << kPng;
        QTest::newRow("GIF: comment") << gifWith("\x21\xFE\5hello\0"_ba) << kGif;
        QTest::newRow("GIF: an application") << gifWith(loop() + "\x21\xFF\x0BMGK8BIM0000\1x\0"_ba) << kGif;
        QTest::newRow("WebP: a chunk of its own")
            << webpOf(webpLossy().sliced(12) + riffChunk("NOTE"_ba, "drawn"_ba)) << kWebp;
        QTest::newRow("WebP: flags without chunks")
            << webpOf(riffChunk("VP8X"_ba, "\x0C\0\0\0\0\0\0\0\0\0"_ba) + webpLossy().sliced(12)) << kWebp;
    }

    void leavesWordsAloneThatTellOfNobody()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, type);
        const auto result = strip(bytes, type);
        QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
        QVERIFY(!*result);
        QVERIFY(!QFile::exists(m_target));
    }

    void takesEachKindThatTellsOfSomebody_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("clean");
        const auto jpegRow = [](const char *name, quint8 marker, const QByteArray &content) {
            QTest::newRow(name) << jpegWith(jpegSegment(0xFE, "words"_ba) + jpegSegment(marker, content))
                                << kJpeg << jpeg();
        };
        jpegRow("JPEG: EXIF", 0xE1, phoneExif(1, true));
        jpegRow("JPEG: EXIF, broken", 0xE1, "Exif\0"_ba);
        jpegRow("JPEG: XMP", 0xE1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"_ba);
        jpegRow("JPEG: more XMP", 0xE1,
                "http://ns.adobe.com/xmp/extension/\0"
                "0123"_ba);
        jpegRow("JPEG: IPTC", 0xED,
                "Photoshop 3.0\0"
                "8BIM"_ba);
        jpegRow("JPEG: further pictures", 0xE2, "MPF\0II*\0"_ba);
        QTest::newRow("JPEG: appended")
            << jpegWith(jpegSegment(0xFE, "words"_ba)) + jpeg() << kJpeg << jpeg();
        QTest::newRow("JPEG: one byte more") << jpeg() + "\0"_ba << kJpeg << jpeg();

        const auto pngRow = [](const char *name, const QByteArray &type, const QByteArray &content) {
            QTest::newRow(name) << pngWith(pngChunk("tEXt"_ba, "Comment\0words"_ba) + pngChunk(type, content))
                                << kPng << png();
        };
        pngRow("PNG: EXIF", "eXIf"_ba, phoneExif(6, true).sliced(6));
        pngRow("PNG: XMP", "iTXt"_ba, "XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta/>"_ba);
        for (const char *kind : {"exif", "APP1", "iptc", "xmp", "8bim"})
            for (const char *type : {"tEXt", "zTXt", "iTXt"})
                pngRow(qPrintable(u"PNG: %1 in %2"_s.arg(QLatin1StringView(kind), QLatin1StringView(type))),
                       type, "Raw profile type "_ba + kind + "\0\0\nhex"_ba);
        pngRow("PNG: EXIF in words", "tEXt"_ba,
               "exif:GPSLatitude\0"
               "37/1, 33/1"_ba);
        QTest::newRow("PNG: appended")
            << pngWith(pngChunk("tIME"_ba, "7654321"_ba)) + "video"_ba << kPng << png();

        QTest::newRow("GIF: XMP") << gifWith("\x21\xFE\5hello\0"_ba + "\x21\xFF\x0BXMP DataXMP\4<x/>\0"_ba)
                                  << kGif << gif();
        QTest::newRow("GIF: appended") << gifWith("\x21\xFE\5hello\0"_ba) + "video"_ba << kGif << gif();

        const QByteArray plain = riffChunk("VP8X"_ba, QByteArray(10, '\0')) + webpLossy().sliced(12);
        const auto webpRow = [&plain](const char *name, char flag, const QByteArray &chunk) {
            const QByteArray head = riffChunk("VP8X"_ba, flag + QByteArray(9, '\0'));
            QTest::newRow(name) << webpOf(head + webpLossy().sliced(12) + chunk) << kWebp << webpOf(plain);
        };
        webpRow("WebP: EXIF", '\x08', riffChunk("EXIF"_ba, phoneExif(6, true)));
        webpRow("WebP: XMP", '\x04', riffChunk("XMP "_ba, "<x:xmpmeta/>"_ba));
        QTest::newRow("WebP: appended") << webpLossy() + "video"_ba << kWebp << webpLossy();
    }

    void takesEachKindThatTellsOfSomebody()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, type);
        QCOMPARE(strip(bytes, type).value(), true);
        QTEST(written(), "clean");
        // Qt reads WebP only where its plug-in is installed; the bytes above are the same in any case.
        if (type != kWebp) QCOMPARE(QImage::fromData(written()), QImage::fromData(bytes));
    }

    void cleansAPhonesJpeg()
    {
        for (const bool little : {true, false}) {
            QCOMPARE(strip(phoneJpeg(6, little), kJpeg).value(), true);
            QCOMPARE(written(), jpegWith(jpegSegment(0xE1, orientationOnly(6)) + icc() + adobe()));
            QCOMPARE(QImageReader(m_target).transformation(), QImageIOHandler::TransformationRotate90);
            QCOMPARE(QImage::fromData(written()), QImage::fromData(jpegWith(icc() + adobe())));
            QCOMPARE(strip(written(), kJpeg).value(), false);
        }
    }

    void dropsTheWholeExifOfAnUprightJpeg()
    {
        QCOMPARE(strip(phoneJpeg(1), kJpeg).value(), true);
        QCOMPARE(written(), jpegWith(icc() + adobe()));
    }

    void dropsTheThumbnailInJfifOfAPhone()
    {
        QByteArray photo = jpeg();
        const QByteArray plain = photo;
        photo[4] = 0;
        photo[5] = char(16 + 3);
        photo[18] = photo[19] = 1;
        photo.insert(20, "rgb");
        QCOMPARE(strip(photo, kJpeg).value(), false);
        photo.insert(23, jpegSegment(0xE1, phoneExif(1, true)));
        QCOMPARE(strip(photo, kJpeg).value(), true);
        QCOMPARE(written(), plain);
    }

    void cutsOffWhatLiesBehindThePicture()
    {
        QCOMPARE(stripped(jpeg() + "ftypmp42 a motion photo"_ba + jpeg(), kJpeg), jpeg());
        QCOMPARE(stripped(png() + "PK\x03\x04"_ba, kPng), png());
        QCOMPARE(stripped(gif() + "<script>"_ba, kGif), gif());
        QCOMPARE(stripped(webpLossy() + "more"_ba, kWebp), webpLossy());
    }

    void cleansPng()
    {
        QCOMPARE(strip(wordyPng(), kPng).value(), true);
        QByteArray expected = png();
        expected.insert(33, pngChunk("pHYs"_ba, QByteArray(9, '\1')));
        QCOMPARE(written(), expected);
    }

    void cleansGif()
    {
        QCOMPARE(strip(wordyGif(), kGif).value(), true);
        QByteArray expected = gif();
        expected.insert(19, loop());
        QCOMPARE(written(), expected);
        QVERIFY(!QImage::fromData(written()).isNull());
    }

    void cleansWebp()
    {
        QCOMPARE(strip(wordyWebp(), kWebp).value(), true);
        QCOMPARE(written(),
                 webpOf(riffChunk("VP8X"_ba, "\x20\0\0\0\0\0\0\0\0\0"_ba) + webpLossy().sliced(12)));
    }

    void streamsLongFiles()
    {
        QByteArray photo = encoded("JPG", {1600, 1200});
        QVERIFY(photo.size() > 3 * 65'536);
        const QByteArray plain = photo;
        photo.insert(2, jpegSegment(0xE1, phoneExif(1, true)) + jpegSegment(0xFE, QByteArray(65'533, 'c')));
        QCOMPARE(stripped(photo, kJpeg), plain);
    }

    void refusesTruncatedPictures()
    {
        const QList<std::pair<QByteArray, QString>> whole{
            {phoneJpeg(6), kJpeg}, {wordyPng(), kPng}, {wordyGif(), kGif}, {wordyWebp(), kWebp}};
        for (const auto &[bytes, type] : whole) {
            for (qsizetype length = 0; length < bytes.size(); ++length) {
                const auto result = strip(bytes.first(length), type);
                QVERIFY2(!result,
                         qPrintable(u"%1 of %2 bytes of %3"_s.arg(length).arg(bytes.size()).arg(type)));
                QCOMPARE(result.error().code, ErrorCode::UnsupportedMediaType);
                QVERIFY(!QFile::exists(m_target));
            }
        }
    }

    void refusesAnotherTypesBytes()
    {
        QVERIFY(!strip(png(), kJpeg));
        QVERIFY(!strip(jpeg(), kPng));
        QVERIFY(!strip(gif(), kWebp));
    }

    void refusesAWebpThatDoesNotSayFirstWhichOneItIs()
    {
        const QByteArray picture = webpLossy().sliced(12);
        QCOMPARE(strip(webpOf(riffChunk("XMP "_ba, "<x:xmpmeta/>"_ba) + picture), kWebp).error().code,
                 ErrorCode::UnsupportedMediaType);
    }

    void refusesAPictureCutIntoCountlessPieces()
    {
        QByteArray picture = png();
        picture.insert(33, (pngChunk("tEXt"_ba, {}) + pngChunk("pHYs"_ba, {})).repeated(20'000));
        QCOMPARE(strip(picture, kPng).error().code, ErrorCode::UnsupportedMediaType);
    }

    void survivesAnyDamage()
    {
        QRandomGenerator random(20261121);
        const QList<std::pair<QByteArray, QString>> whole{
            {phoneJpeg(6), kJpeg}, {wordyPng(), kPng}, {wordyGif(), kGif}, {wordyWebp(), kWebp}};
        for (const auto &[bytes, type] : whole) {
            for (int round = 0; round < 1500; ++round) {
                QByteArray damaged = bytes;
                for (quint32 flips = 1 + random.bounded(4u); flips > 0; --flips)
                    damaged[random.bounded(damaged.size())] = char(random.generate());
                const auto result = strip(damaged, type);
                if (!result || !*result) continue;
                const QByteArray clean = written();
                QVERIFY(clean.size() <= damaged.size());
                const auto again = strip(clean, type);
                QVERIFY2(again && !*again, "what was cleaned once must be clean and whole");
            }
        }
    }

    void saysWhatItCannotReadOrWrite()
    {
        const auto unread = stripMetadata(m_dir.filePath(u"none"_s), m_target, kPng);
        QCOMPARE(unread.error().code, ErrorCode::StorageUnavailable);
        QVERIFY(unread.error().detail.contains(u"none"_s));
        strip(png(), kPng);
        QVERIFY(strip(wordyPng(), kPng));
        const auto unwritten = stripMetadata(m_source, u"/nowhere/target"_s, kPng);
        QCOMPARE(unwritten.error().code, ErrorCode::StorageUnavailable);

        const QString fullDisk = m_dir.filePath(u"full"_s);
        QVERIFY(QFile::link(u"/dev/full"_s, fullDisk));
        const auto full = stripMetadata(m_source, fullDisk, kPng);
        QCOMPARE(full.error().code, ErrorCode::StorageUnavailable);
        QVERIFY2(!QFileInfo(fullDisk).isSymLink(), "nothing half-written stays");
    }
};

QTEST_GUILESS_MAIN(MetadataTest)
#include "tst_metadata.moc"
