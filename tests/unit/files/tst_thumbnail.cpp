// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/Thumbnail.h"
#include "server/files/Thumbnails.h"
#include "tests/unit/files/Pictures.h"

#include <QtCore/QBuffer>
#include <QtCore/QTemporaryDir>
#include <QtGui/QImage>
#include <QtGui/QImageReader>
#include <QtGui/QImageWriter>
#include <QtTest/QTest>

using namespace lectern;
using namespace pictures;

namespace {

/// Blue above, red below; in one scan, or in the ten of a progressive one.
QByteArray photograph(QSize size, bool progressive = false)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::red);
    for (int y = 0; y < size.height() / 2; ++y)
        for (int x = 0; x < size.width(); ++x)
            image.setPixelColor(x, y, Qt::blue);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImageWriter writer(&buffer, "JPEG");
    writer.setQuality(90);
    writer.setProgressiveScanWrite(progressive);
    writer.write(image);
    return bytes;
}

QByteArray behindJfif(QByteArray jpeg, const QByteArray &segments)
{
    return jpeg.insert(4 + qFromBigEndian<quint16>(jpeg.constData() + 4), segments);
}

/// As a stored picture has it: the orientation alone.
QByteArray turned()
{
    return jpegSegment(0xE1, "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"_ba);
}

QImage read(const QByteArray &jpeg)
{
    return QImage::fromData(jpeg, "JPEG");
}

} // namespace

class ThumbnailTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLargePhotographHasASmallerOne_data()
    {
        QTest::addColumn<QSize>("whole");
        QTest::addColumn<QSize>("small");
        QTest::newRow("the page's own") << QSize(1536, 2048) << QSize(768, 1024);
        QTest::newRow("a phone's camera") << QSize(4032, 3024) << QSize(1008, 756);
        QTest::newRow("the smallest that has one") << QSize(1600, 1200) << QSize(1000, 750);
        QTest::newRow("a panorama") << QSize(9000, 900) << QSize(3375, 338);
        QTest::newRow("a long page") << QSize(1080, 12000) << QSize(405, 4500);
    }

    void aLargePhotographHasASmallerOne()
    {
        QFETCH(QSize, whole);
        QFETCH(QSize, small);
        const QByteArray photo = photograph(whole);
        const QByteArray thumbnail = thumbnailOf(photo);
        QVERIFY(thumbnail.size() < photo.size());
        const QImage image = read(thumbnail);
        QCOMPARE(image.size(), small);
        QVERIFY(image.pixelColor(small.width() / 2, small.height() / 4).blue() > 200);
        QVERIFY(image.pixelColor(small.width() / 2, small.height() * 3 / 4).red() > 200);
    }

    void itIsSeenAsThePictureIs()
    {
        const QByteArray profile = jpegSegment(0xE2, "ICC_PROFILE\0\1\1profile"_ba);
        const QByteArray thumbnail = thumbnailOf(behindJfif(photograph({2048, 1536}), turned() + profile));
        QBuffer buffer;
        buffer.setData(thumbnail);
        QImageReader reader(&buffer, "JPEG");
        QCOMPARE(reader.transformation(), QImageIOHandler::TransformationRotate90);
        QCOMPARE(reader.read().size(), QSize(1024, 768));
        QVERIFY(thumbnail.contains(profile));
    }

    void itIsSeenSoWhereverFillBytesStand()
    {
        const QByteArray turnedAfterFill = "\xFF"_ba + turned();
        const QByteArray thumbnail = thumbnailOf(behindJfif(photograph({2048, 1536}), turnedAfterFill));
        QVERIFY(thumbnail.contains(turned()));
    }

    void greyStaysGrey()
    {
        const QImage grey = read(photograph({2048, 1536})).convertToFormat(QImage::Format_Grayscale8);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        grey.save(&buffer, "JPEG", 90);
        QVERIFY(read(thumbnailOf(bytes)).isGrayscale());
        QCOMPARE(read(thumbnailOf(bytes)).format(), QImage::Format_Grayscale8);
    }

    void whatWouldTakeTooLongHasNone()
    {
        constexpr QSize kThirtyMillion(6000, 5000);
        const QByteArray photo = photograph(kThirtyMillion);
        QVERIFY(!thumbnailOf(photo).isEmpty());
        QVERIFY(thumbnailOf(photograph(kThirtyMillion, true)).isEmpty());
        QVERIFY(!thumbnailOf(photograph({4000, 3000}, true)).isEmpty());
    }

    void whatWouldBeNearlyAllProfileHasNone()
    {
        const QByteArray segment = jpegSegment(0xE2, QByteArray(60'000, 'p'));
        const QByteArray photo = photograph({4000, 3000});
        QVERIFY(!thumbnailOf(behindJfif(photo, segment)).isEmpty());
        QVERIFY(thumbnailOf(behindJfif(photo, segment.repeated(5))).isEmpty());
    }

    void whatIsSmallOrBrokenHasNone()
    {
        const QByteArray photo = photograph({2048, 1536});
        QVERIFY(thumbnailOf(photograph({1599, 1200})).isEmpty());
        QVERIFY(thumbnailOf(photo.first(photo.size() / 2)).isEmpty());
        QVERIFY(thumbnailOf(photo.first(200)).isEmpty());
        QVERIFY(thumbnailOf(png()).isEmpty());
        QVERIFY(thumbnailOf({}).isEmpty());
    }

    void whatCannotBeReadNowIsAskedForAgain()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"photo"_s);
        Thumbnails thumbnails;
        const auto missing = thumbnails.of(u"hash"_s, path);
        QTRY_VERIFY(missing.isFinished());
        QVERIFY(missing.result().isEmpty());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(photograph({2048, 1536}));
        file.close();
        const auto there = thumbnails.of(u"hash"_s, path);
        QTRY_VERIFY(there.isFinished());
        QVERIFY(!there.result().isEmpty());
    }

    void itIsMadeOnceAndKept()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"photo"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(photograph({2048, 1536}));
        file.close();

        Thumbnails thumbnails;
        const auto first = thumbnails.of(u"hash"_s, path);
        const auto second = thumbnails.of(u"hash"_s, path);
        QTRY_VERIFY(first.isFinished() && second.isFinished());
        QCOMPARE(read(first.result()).size(), QSize(1024, 768));
        QCOMPARE(second.result().constData(), first.result().constData()); // the same bytes, not equal ones
        QVERIFY(file.remove());
        QTRY_VERIFY(thumbnails.of(u"hash"_s, path).isFinished());
        QCOMPARE(thumbnails.of(u"hash"_s, path).result().constData(), first.result().constData());
    }
};

QTEST_GUILESS_MAIN(ThumbnailTest)
#include "tst_thumbnail.moc"
