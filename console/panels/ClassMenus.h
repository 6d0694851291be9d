// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenu;

namespace lectern {

/// The menus that the parts of a class fill. What stands in one of them is listed by F1, with its key.
struct ClassMenus
{
    QMenu *classMenu;
    QMenu *messageMenu;
    QMenu *peopleMenu;
    QMenu *askMenu;
    QMenu *projectorMenu;
    QMenu *noticeMenu;
    QMenu *layoutMenu; ///< which panels are to be seen
};

} // namespace lectern
