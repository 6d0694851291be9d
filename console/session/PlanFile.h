// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/PlanStep.h"

#include <QtCore/QCoreApplication>

#include <expected>

namespace lectern {

/// A lesson plan as a file (*.lectern, application/vnd.lectern.plan+json): one JSON object in UTF-8, described
/// in docs/lesson-plan.md.
class PlanFile
{
    Q_DECLARE_TR_FUNCTIONS(lectern::PlanFile)

public:
    static constexpr int kVersion = 1;

    /// What can't be taken is told in words for the teacher.
    static std::expected<QList<PlanStep>, QString> read(const QByteArray &bytes);
    static QByteArray write(const QList<PlanStep> &steps);
};

} // namespace lectern
