// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/LinePanel.h"

#include "console/session/ErrorText.h"
#include "console/style/Theme.h"
#include "console/widgets/Banner.h"

#include <QtWidgets/QBoxLayout>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace lectern {

LinePanel::LinePanel()
    : m_line(new Banner)
    , m_notice(new Banner)
{
    m_line->setObjectName(u"lineBanner"_s);
    m_notice->setObjectName(u"noticeBanner"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(theme::kGap);
    layout->addWidget(m_line);
    layout->addWidget(m_notice);

    m_countdown.setInterval(1s);
    m_noticeTimer.setSingleShot(true);
    m_noticeTimer.setInterval(12s);
    connect(&m_countdown, &QTimer::timeout, this, &LinePanel::updateLine);
    connect(&m_noticeTimer, &QTimer::timeout, m_notice, &QWidget::hide);
    connect(m_notice, &Banner::actionClicked, m_notice, &QWidget::hide);
    connect(m_line, &Banner::actionClicked, this, &LinePanel::onAction);
}

void LinePanel::sessionChanged()
{
    m_notice->hide();
    m_line->hide();
    m_countdown.stop();
    if (!session()) return;
    connect(session(), &ClassSession::lineChanged, scope(), [this] { updateLine(); });
    connect(session(), &ClassSession::failed, scope(), [this](const QString &text) { notice(text); });
    connect(session(), &ClassSession::ended, scope(),
            [this](ErrorCode code, const QString &reason) { onEnded(code, reason); });
    connect(session(), &ClassSession::nearlyFull, scope(), [this](const payload::Usage &usage) {
        const QLocale locale;
        notice(tr("This class has nearly used up its storage: %1 of %2. What goes beyond it is refused.")
                   .arg(locale.formattedDataSize(usage.bytes), locale.formattedDataSize(usage.limit)));
    });
    connect(&session()->serverVersion(), &ServerVersion::updated, scope(), [this](const QString &version) {
        notice(tr("The server was updated to version %1. This console is version %2.")
                   .arg(version, QStringLiteral(LECTERN_VERSION)));
    });
    updateLine();
}

void LinePanel::updateLine()
{
    if (session()->hasEnded()) {
        m_countdown.stop();
        return;
    }
    if (session()->line() != RoomConnection::State::Reconnecting) {
        m_countdown.stop();
        m_line->hide();
        return;
    }
    m_countdown.start();
    const auto wait = QDateTime::currentDateTimeUtc().msecsTo(session()->nextTry());
    const auto problem = session()->lineProblem();
    const auto kept =
        session()->isHeld()
            ? tr("The connection is interrupted. What you write is kept, and sent when it is back.")
            : tr("The connection is interrupted.");
    const auto next = session()->nextTry().isValid() && wait > 0
                          ? tr("Next try in %n second(s).", nullptr, static_cast<int>((wait + 999) / 1000))
                          : tr("Trying now…");
    if (problem.isEmpty())
        m_line->showText(Banner::Tone::Warning, kept + u' ' + next, tr("Try now"));
    else
        m_line->showText(Banner::Tone::Danger, problem + u'\n' + next, tr("Try now"));
}

void LinePanel::onEnded(ErrorCode code, const QString &reason)
{
    updateLine();
    const bool isOver = code == ErrorCode::ClassEnded || code == ErrorCode::RoomNotFound;
    const bool canReopen = isOver && session()->isHost();
    if (canReopen) {
        m_line->showText(Banner::Tone::Danger,
                         tr("The class has ended: the connection was away for too long."),
                         tr("Open it again"));
    } else if (code == ErrorCode::Replaced) {
        m_line->showText(Banner::Tone::Warning, ErrorText::of(code), tr("Go on here"));
    } else {
        m_line->showText(Banner::Tone::Danger, ErrorText::of(code, reason), tr("Back to my classes"));
    }
    m_canGoOn = canReopen || code == ErrorCode::Replaced;
}

void LinePanel::onAction()
{
    if (!session()->hasEnded()) {
        session()->retryNow();
    } else if (m_canGoOn) {
        Q_EMIT reopenRequested(session()->room().id);
    } else {
        Q_EMIT leaveRequested();
    }
}

void LinePanel::notice(const QString &text)
{
    m_notice->showText(Banner::Tone::Warning, text, tr("Close"));
    m_noticeTimer.start();
}

void LinePanel::retranslate()
{
    if (session()) updateLine();
}

} // namespace lectern
