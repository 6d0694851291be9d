// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"
#include "console/app/Preferences.h"

#include <QtCore/QCoreApplication>

class QWidget;

namespace lectern {

/// Saves a whole class, open or ended, as one zip: messages, files, attendance.
class ClassExport
{
    Q_DECLARE_TR_FUNCTIONS(lectern::ClassExport)

public:
    /// Asks where to, and shows how far it is. `preferences` outlives `page`.
    static void ask(QWidget *page, ApiClient &api, const api::Room &room, Preferences &preferences);
    /// What a file about that class is called, without its suffix.
    static QString fileNameOf(const api::Room &room);
};

} // namespace lectern
