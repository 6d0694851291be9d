// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/TimelineModel.h"
#include "console/widgets/TimelineDelegate.h"

#include <QtCore/QTimer>
#include <QtWidgets/QListView>

class QLabel;

namespace lectern {

/// The messages. Stays at the newest one unless the teacher has scrolled up; keys act on the current message.
class TimelineView : public QListView
{
    Q_OBJECT

public:
    explicit TimelineView(QWidget *parent = nullptr);

    void setTimeline(TimelineModel *timeline);
    /// What stands in the middle while there is no message.
    void setEmptyText(const QString &text);
    /// Empty when no message is current.
    QString currentKey() const;
    void showNewest();
    /// Makes that message the current one, in the middle.
    void reveal(const QString &key);
    bool isAtTop() const;
    /// The current message on the screen.
    QRect currentPlace() const;

Q_SIGNALS:
    void triggered(lectern::TimelineDelegate::Action action, const QString &key);
    void linkClicked(const QUrl &url);
    void thumbnailWanted(const QString &key);
    void currentKeyChanged();
    void scrolled();

protected:
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles) override;
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void onRangeChanged(int maximum);
    void askForThumbnails();

    void trim();
    void showEmpty();

    TimelineDelegate *m_delegate;
    QLabel *m_empty;
    TimelineModel *m_timeline = nullptr;
    QTimer m_thumbnailTimer;
    bool m_stick = true;
    int m_keepFromBottom = -1; ///< pixels, while rows come in above
};

} // namespace lectern
