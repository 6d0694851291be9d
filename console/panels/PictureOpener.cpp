// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/PictureOpener.h"

#include "common/client/WhenDone.h"
#include "console/session/ErrorText.h"
#include "console/session/ImageDecoder.h"
#include "console/widgets/ImageViewer.h"

namespace lectern {

namespace {

constexpr QSize kViewerBound(4096, 4096); ///< pixels: more does not fit on any screen, and costs memory

} // namespace

PictureOpener::PictureOpener(ImageViewer *viewer, QObject *parent)
    : QObject(parent)
    , m_viewer(viewer)
{
}

void PictureOpener::setSession(ClassSession *session)
{
    m_session = session;
    m_key.clear();
    m_viewer->hide();
}

void PictureOpener::open(const QString &key)
{
    m_key = key;
    m_viewer->open(m_session->timeline()->entry(key)->attachment->name);
    whenDone(m_session->download(key), this, [this, key](const ApiResult<QByteArray> &bytes) {
        if (m_key != key) return;
        if (bytes) {
            decode(*bytes);
        } else {
            m_viewer->setProblem(ErrorText::of(bytes.error(), {}));
        }
    });
}

void PictureOpener::decode(const QByteArray &bytes)
{
    whenDone(imagedecoder::decode(bytes, kViewerBound), this, [this, key = m_key](const QImage &picture) {
        if (m_key != key) return;
        if (picture.isNull()) {
            m_viewer->setProblem(ErrorText::of(ErrorCode::UnsupportedMediaType));
        } else {
            m_viewer->setPicture(picture);
        }
    });
}

} // namespace lectern
