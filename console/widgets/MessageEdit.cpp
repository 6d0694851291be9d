// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/MessageEdit.h"

#include <QtCore/QMimeData>
#include <QtGui/QKeyEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int kMostLines = 6;

bool hasLocalFiles(const QMimeData *source)
{
    const auto urls = source->urls();
    return !urls.isEmpty() && std::ranges::all_of(urls, &QUrl::isLocalFile);
}

} // namespace

MessageEdit::MessageEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QPlainTextEdit::textChanged, this, &MessageEdit::updateGeometry);
}

QByteArray MessageEdit::pngIn(const QMimeData &source)
{
    const auto png = source.data(u"image/png"_s);
    return png.startsWith("\x89PNG\r\n\x1a\n") ? png : QByteArray();
}

QSize MessageEdit::sizeHint() const
{
    // QPlainTextDocumentLayout measures its height in lines.
    const int lines = std::clamp(qRound(document()->size().height()), 2, kMostLines);
    const int frame = 2 * (frameWidth() + 8) + qRound(2 * document()->documentMargin());
    return {240, lines * fontMetrics().lineSpacing() + frame};
}

bool MessageEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasImage() || hasLocalFiles(source) || QPlainTextEdit::canInsertFromMimeData(source);
}

void MessageEdit::insertFromMimeData(const QMimeData *source)
{
    // File managers offer a file's icon as a picture, too: the file itself is meant.
    if (hasLocalFiles(source)) {
        Q_EMIT filesGiven(source->urls());
        return;
    }
    // Office programs offer a picture of the text that was copied: the text is meant.
    if (source->hasImage() && !source->hasText()) {
        if (const auto png = pngIn(*source); !png.isEmpty()) {
            Q_EMIT pngGiven(png);
            return;
        }
        const auto picture = qvariant_cast<QImage>(source->imageData());
        if (!picture.isNull()) Q_EMIT pictureGiven(picture);
        return;
    }
    QPlainTextEdit::insertFromMimeData(source);
}

void MessageEdit::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !(event->modifiers() & Qt::ShiftModifier)) {
        Q_EMIT sendRequested();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT escapePressed();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

} // namespace lectern
