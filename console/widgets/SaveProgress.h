// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/session/SaveJob.h"

#include <QtWidgets/QProgressDialog>

namespace lectern {

/// How far a SaveJob is, with a way to stop it; at its end what became of it. Does not block the page behind
/// it. Deletes itself when it is closed.
class SaveProgress : public QProgressDialog
{
    Q_OBJECT

public:
    /// Takes the job, which has not begun.
    SaveProgress(std::unique_ptr<SaveJob> job, const SaveJob::Start &start, QWidget *parent);

private:
    void finish(const QString &text);

    std::unique_ptr<SaveJob> m_job;
};

} // namespace lectern
