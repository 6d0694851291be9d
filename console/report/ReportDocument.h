// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/report/ClassRecord.h"

#include <QtCore/QCoreApplication>

#include <memory>

class QTextDocument;

namespace lectern {

/// The report of a class to read, print, or keep as PDF: figures, charts, attendance, and what was said.
/// Dark on white whatever the program looks like.
class ReportDocument
{
    Q_DECLARE_TR_FUNCTIONS(lectern::ReportDocument)

public:
    static std::unique_ptr<QTextDocument> of(const ClassRecord &record, const QDateTime &now);
    /// False, with nothing left behind, when it can't be written there.
    static bool savePdf(const QTextDocument &report, const QString &path);
};

} // namespace lectern
