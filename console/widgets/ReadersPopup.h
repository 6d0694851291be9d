// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/ReadersModel.h"

#include <QtWidgets/QFrame>

class QLabel;
class QListView;

namespace lectern {

/// Who has seen a message and who has not: a small list over the page, gone with Escape or a click elsewhere.
class ReadersPopup : public QFrame
{
    Q_OBJECT

public:
    explicit ReadersPopup(QWidget *parent);

    /// `around`: the message, in global coordinates. Nothing opens where there is nothing to say.
    void open(TimelineModel *timeline, const QString &key, const QRect &around);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();

    ReadersModel m_readers;
    QLabel *m_summary;
    QListView *m_list;
};

} // namespace lectern
