// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QUrl>
#include <QtGui/QImage>
#include <QtWidgets/QPlainTextEdit>

namespace lectern {

/// Where a message is written: Enter sends, Shift+Enter breaks the line; pictures and files that are pasted
/// or dropped are handed on. Grows with its text up to a few lines.
class MessageEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit MessageEdit(QWidget *parent = nullptr);

    /// The picture as PNG, where the other program gives it so; else empty.
    static QByteArray pngIn(const QMimeData &source);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void sendRequested();
    void escapePressed();
    void pictureGiven(const QImage &picture);
    /// A picture that the other program gave as PNG: these very bytes are meant to arrive.
    void pngGiven(const QByteArray &png);
    void filesGiven(const QList<QUrl> &files);

protected:
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace lectern
