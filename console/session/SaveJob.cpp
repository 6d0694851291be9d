// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/SaveJob.h"

#include "common/client/WhenDone.h"
#include "console/session/ErrorText.h"

#include <QtCore/QFileInfo>

namespace lectern {

SaveJob::SaveJob(const QString &path, const QUrl &server, QObject *parent)
    : QObject(parent)
    , m_file(path)
    , m_server(server)
{
}

void SaveJob::run(const Start &start)
{
    if (!m_file.open(QIODevice::WriteOnly)) return finish({});
    m_download = start(&m_file);
    connect(m_download.get(), &Download::progress, this, &SaveJob::progress);
    whenDone(m_download->result(), this, [this](const ApiResult<void> &result) { finish(result); });
}

void SaveJob::cancel()
{
    m_canceled = true;
    if (m_download) m_download->cancel();
}

void SaveJob::finish(const ApiResult<void> &result)
{
    if (m_canceled) return;
    const bool written = m_file.error() == QFileDevice::NoError;
    if (written && !result) {
        Q_EMIT failed(ErrorText::of(result.error(), m_server));
    } else if (!written || !m_file.commit()) {
        Q_EMIT failed(
            tr("“%1” can't be written: %2").arg(QFileInfo(path()).fileName(), m_file.errorString()));
    } else {
        Q_EMIT saved();
    }
}

} // namespace lectern
