// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/panels/ClassPanel.h"

#include <QtCore/QTimer>

namespace lectern {

class Banner;

/// What is wrong, and what to do about it: the line is interrupted, the class is over, something failed.
class LinePanel : public ClassPanel
{
    Q_OBJECT

public:
    LinePanel();

    /// Says for a while what did not work.
    void notice(const QString &text);

Q_SIGNALS:
    void reopenRequested(const QString &roomId);
    void leaveRequested();

protected:
    void sessionChanged() override;
    void retranslate() override;

private:
    void updateLine();
    void onEnded(ErrorCode code, const QString &reason);
    void onAction();

    Banner *m_line;
    Banner *m_notice;
    QTimer m_countdown;
    QTimer m_noticeTimer;
    bool m_canGoOn = false; ///< the ended class may be entered again
};

} // namespace lectern
