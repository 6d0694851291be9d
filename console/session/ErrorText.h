// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"

#include <QtCore/QCoreApplication>

namespace lectern {

/// What went wrong, told to a teacher: the cause, and what can be done where something can.
class ErrorText
{
    Q_DECLARE_TR_FUNCTIONS(lectern::ErrorText)

public:
    static QString of(const ApiError &error, const QUrl &server);
    /// Why there is no way into a colleague's class.
    static QString ofVisit(const ApiError &error, const QUrl &server);
    /// `detail` (the server's own words) is used for codes that have no words of their own here.
    static QString of(ErrorCode code, const QString &detail = {});
};

} // namespace lectern
