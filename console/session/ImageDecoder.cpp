// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/ImageDecoder.h"

#include <QtCore/QBuffer>
#include <QtCore/QPromise>
#include <QtCore/QThreadPool>
#include <QtGui/QImageReader>

#include <memory>

namespace lectern::imagedecoder {

namespace {

QImage decodeNow(QByteArray data, QSize bound)
{
    QBuffer buffer(&data);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    reader.setDecideFormatFromContent(true);
    const auto size = reader.size();
    const bool tooLarge =
        !bound.isEmpty() && (size.width() > bound.width() || size.height() > bound.height());
    // JPEG scales while it decodes, so a photograph never stands in memory at full size.
    if (tooLarge) reader.setScaledSize(size.scaled(bound, Qt::KeepAspectRatio).expandedTo({1, 1}));
    return reader.read();
}

template <typename Result, typename Work> QFuture<Result> onWorker(Work work)
{
    auto promise = std::make_shared<QPromise<Result>>();
    auto future = promise->future();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)] {
        promise->start();
        promise->addResult(work());
        promise->finish();
    });
    return future;
}

} // namespace

QFuture<QImage> decode(const QByteArray &data, QSize bound)
{
    return onWorker<QImage>([data, bound] { return decodeNow(data, bound); });
}

QFuture<QByteArray> encodePng(const QImage &image)
{
    return onWorker<QByteArray>([image] {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
        return bytes;
    });
}

} // namespace lectern::imagedecoder
