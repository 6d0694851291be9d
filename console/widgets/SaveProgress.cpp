// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/SaveProgress.h"

#include <QtCore/QDir>
#include <QtCore/QLocale>

using namespace Qt::StringLiterals;

namespace lectern {

SaveProgress::SaveProgress(std::unique_ptr<SaveJob> job, const SaveJob::Start &start, QWidget *parent)
    : QProgressDialog(parent)
    , m_job(std::move(job))
{
    setObjectName(u"saveProgress"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Save"));
    setAutoReset(false);
    setAutoClose(false);
    setMinimumWidth(420);
    setRange(0, 0);
    setCancelButtonText(tr("Cancel"));
    setLabelText(tr("Saving…"));
    connect(this, &QProgressDialog::canceled, this, [this] {
        m_job->cancel();
        close();
    });
    connect(m_job.get(), &SaveJob::progress, this, [this](qint64 received, qint64 total) {
        const auto size = QLocale().formattedDataSize(received);
        // Where the whole is not known the bar only says that something goes on.
        setRange(0, total > 0 ? 1000 : 0);
        if (total > 0) setValue(static_cast<int>(1000 * received / total));
        setLabelText(total > 0 ? tr("%1 of %2").arg(size, QLocale().formattedDataSize(total)) : size);
    });
    connect(m_job.get(), &SaveJob::saved, this,
            [this] { finish(tr("Saved as %1").arg(QDir::toNativeSeparators(m_job->path()))); });
    connect(m_job.get(), &SaveJob::failed, this, &SaveProgress::finish);
    show();
    m_job->run(start);
}

void SaveProgress::finish(const QString &text)
{
    setRange(0, 1);
    setValue(1);
    setLabelText(text);
    setCancelButtonText(tr("Close"));
}

} // namespace lectern
