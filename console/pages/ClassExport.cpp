// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/ClassExport.h"

#include "console/widgets/SaveProgress.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtWidgets/QFileDialog>

using namespace Qt::StringLiterals;

namespace lectern {

/// A class may be called anything; a file may not.
QString ClassExport::fileNameOf(const api::Room &room)
{
    static const QRegularExpression kForbidden(u"[\\\\/:*?\"<>|\\x00-\\x1f]"_s);
    const auto name = QString(room.name).replace(kForbidden, u"_"_s).trimmed();
    return (name.isEmpty() ? room.id : name) + room.createdAt.toLocalTime().toString(u" yyyy-MM-dd"_s);
}

void ClassExport::ask(QWidget *page, ApiClient &api, const api::Room &room, Preferences &preferences)
{
    auto *dialog = new QFileDialog(page, tr("Save the class as a file"), preferences.saveFolder());
    dialog->setObjectName(u"exportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(u"ZIP (*.zip)"_s);
    dialog->setDefaultSuffix(u"zip"_s);
    dialog->selectFile(fileNameOf(room) + u".zip"_s);
    const auto save = [page, &api, &preferences, id = room.id](const QString &path) {
        preferences.setSaveFolder(QFileInfo(path).absolutePath());
        new SaveProgress(
            std::make_unique<SaveJob>(path, api.server()),
            [&api, id](QIODevice *target) { return api.exportRoom(id, target); }, page);
    };
    QObject::connect(dialog, &QFileDialog::fileSelected, &api, save);
    dialog->open();
}

} // namespace lectern
