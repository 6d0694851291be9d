// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/ProjectorWindow.h"

#include "console/style/Icons.h"
#include "console/widgets/PictureView.h"
#include "console/widgets/PollChart.h"
#include "console/widgets/QrCodeView.h"
#include "console/widgets/TimeLeft.h"

#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QScreen>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace lectern {

ProjectorWindow::ProjectorWindow(QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_stages(new QStackedWidget)
    , m_picture(new PictureView)
    , m_qr(new QrCodeView)
    , m_smallQr(new QrCodeView)
    , m_how(new QLabel)
    , m_code(new QLabel)
    , m_address(new QLabel)
    , m_question(new QLabel)
    , m_chart(new PollChart)
    , m_votes(new QLabel)
    , m_smallCode(new QLabel)
    , m_count(new QLabel)
    , m_timerLabel(new QLabel)
    , m_timeLeft(new QLabel)
    , m_close(new QPushButton)
{
    setObjectName(u"projector"_s);
    setAutoFillBackground(true);
    m_code->setObjectName(u"projectorCode"_s);
    m_smallCode->setObjectName(u"projectorSmallCode"_s);
    m_question->setObjectName(u"projectorQuestion"_s);
    m_count->setObjectName(u"projectorCount"_s);
    m_timeLeft->setObjectName(u"projectorTime"_s);
    m_picture->setObjectName(u"projectorPicture"_s);
    for (auto *label : {m_question, m_timerLabel})
        label->setTextFormat(Qt::PlainText);
    build();
    m_tick.setInterval(250ms);
    connect(&m_tick, &QTimer::timeout, this, &ProjectorWindow::updateTimer);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    retranslate();
    chooseStage();
}

void ProjectorWindow::build()
{
    m_close->setIcon(icons::get(u"close"_s));
    m_codeStage = codeStage();
    m_pollStage = pollStage();
    for (auto *stage : {m_codeStage, m_pollStage, static_cast<QWidget *>(m_picture)})
        m_stages->addWidget(stage);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(32, 24, 32, 24);
    layout->setSpacing(16);
    layout->addWidget(m_close, 0, Qt::AlignRight);
    layout->addWidget(m_stages, 1);
    layout->addWidget(strip());
}

QWidget *ProjectorWindow::codeStage()
{
    auto *stage = new QWidget;
    for (auto *label : {m_how, m_code, m_address})
        label->setAlignment(Qt::AlignCenter);
    m_address->setWordWrap(true);
    auto *layout = new QVBoxLayout(stage);
    layout->addWidget(m_how);
    layout->addWidget(m_code);
    layout->addWidget(m_qr, 1);
    layout->addWidget(m_address);
    return stage;
}

QWidget *ProjectorWindow::pollStage()
{
    auto *stage = new QWidget;
    m_question->setWordWrap(true);
    m_question->setAlignment(Qt::AlignCenter);
    m_votes->setAlignment(Qt::AlignCenter);
    auto *layout = new QVBoxLayout(stage);
    layout->addWidget(m_question);
    layout->addWidget(m_chart, 1);
    layout->addWidget(m_votes);
    return stage;
}

QWidget *ProjectorWindow::strip()
{
    auto *strip = new QWidget;
    m_smallQr->setFixedSize(96, 96);
    auto *layout = new QHBoxLayout(strip);
    layout->setContentsMargins({});
    layout->setSpacing(24);
    layout->addWidget(m_smallQr);
    layout->addWidget(m_smallCode);
    layout->addWidget(m_count);
    layout->addStretch(1);
    layout->addWidget(m_timerLabel);
    layout->addWidget(m_timeLeft);
    return strip;
}

void ProjectorWindow::setRoom(const QString &code, const QUrl &joinUrl)
{
    const auto address = joinUrl.toString(QUrl::FullyEncoded);
    m_code->setText(code);
    m_smallCode->setText(code);
    m_address->setText(joinUrl.toDisplayString());
    m_qr->setText(address);
    m_smallQr->setText(address);
    fit();
}

void ProjectorWindow::setCount(int students)
{
    m_students = students;
    retranslate();
}

void ProjectorWindow::setTimer(const payload::Timer &timer)
{
    m_timer = timer;
    m_timerLabel->setText(timer.label);
    updateTimer();
}

void ProjectorWindow::setPoll(const PollEntry *poll)
{
    m_hasPoll = poll;
    m_pollOpen = poll && poll->open;
    if (poll) {
        m_question->setText(poll->poll.question);
        m_chart->setPoll(*poll);
        m_answers = poll->result.votes;
        retranslate();
    }
    chooseStage();
}

void ProjectorWindow::setPicture(const QImage &picture)
{
    m_picture->setPicture(picture);
    chooseStage();
}

void ProjectorWindow::setScene(Scene scene)
{
    m_scene = scene;
    chooseStage();
}

void ProjectorWindow::chooseStage()
{
    QWidget *stage = m_codeStage;
    if (m_scene == Scene::Picture && !m_picture->isEmpty()) stage = m_picture;
    if ((m_scene == Scene::Poll && m_hasPoll) || (m_scene == Scene::Automatic && m_pollOpen)) {
        stage = m_pollStage;
    }
    m_stages->setCurrentWidget(stage);
    m_smallCode->setVisible(stage != m_codeStage);
    m_smallQr->setVisible(stage != m_codeStage);
}

void ProjectorWindow::open()
{
    const auto *here = parentWidget()->screen();
    for (auto *screen : QGuiApplication::screens()) {
        if (screen != here) setGeometry(screen->geometry());
    }
    showFullScreen();
    raise();
    activateWindow();
    Q_EMIT opened();
}

void ProjectorWindow::updateTimer()
{
    const bool running = m_timer.endsAt.isValid();
    m_timeLeft->setVisible(running);
    m_timerLabel->setVisible(running);
    if (running) m_timeLeft->setText(timeleft::text(m_timer.endsAt));
    running ? m_tick.start() : m_tick.stop();
}

void ProjectorWindow::fit()
{
    const auto scaled = [this](double part, int least) {
        return std::max(least, qRound(std::min(width(), 2 * height()) * part));
    };
    const auto sized = [this](int pixels, bool bold) {
        auto font = this->font();
        font.setPixelSize(pixels);
        font.setBold(bold);
        return font;
    };
    auto codeFont = sized(scaled(0.11, 40), true);
    codeFont.setLetterSpacing(QFont::PercentageSpacing, 118);
    m_code->setFont(codeFont);
    for (auto *label : {m_how, m_address, m_votes, m_timerLabel})
        label->setFont(sized(scaled(0.026, 18), false));
    m_question->setFont(sized(scaled(0.04, 24), true));
    m_chart->setLabelSize(scaled(0.026, 16));
    for (auto *label : {m_smallCode, m_count})
        label->setFont(sized(scaled(0.035, 22), label == m_smallCode));
    m_timeLeft->setFont(sized(scaled(0.06, 32), true));
}

void ProjectorWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void ProjectorWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_F11) {
        hide();
        return;
    }
    QWidget::keyPressEvent(event);
}

void ProjectorWindow::resizeEvent(QResizeEvent *event)
{
    fit();
    QWidget::resizeEvent(event);
}

void ProjectorWindow::retranslate()
{
    m_how->setText(tr("Open the address or scan the picture, then type the code"));
    m_close->setText(tr("Close"));
    m_close->setToolTip(tr("Back to the class (Esc)"));
    m_count->setText(tr("%n here", nullptr, m_students));
    m_votes->setText(tr("%n answer(s)", nullptr, m_answers));
    setWindowTitle(tr("Lectern – projector"));
    setAccessibleName(tr("What the class sees on the wall"));
    m_qr->setAccessibleName(tr("QR code of the join address"));
    m_smallQr->setAccessibleName(m_qr->accessibleName());
    m_picture->setAccessibleName(tr("The picture sent last"));
}

} // namespace lectern
