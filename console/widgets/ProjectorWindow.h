// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/PollsModel.h"

#include <QtCore/QTimer>
#include <QtCore/QUrl>
#include <QtGui/QImage>
#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace lectern {

class PictureView;
class PollChart;
class QrCodeView;

/// What the whole class sees on the wall, to be read from the back row: how to get in, how many are here, the
/// picture, the answers to a question, the timer. Never a name. Fills the second screen where there is one.
class ProjectorWindow : public QWidget
{
    Q_OBJECT

public:
    enum class Scene {
        Automatic, ///< an open question, else the code
        Code,
        Picture,
        Poll,
    };

    /// A window of its own; `parent` owns it, and it opens on another screen than that one's.
    explicit ProjectorWindow(QWidget *parent);

    void setRoom(const QString &code, const QUrl &joinUrl);
    void setCount(int students);
    void setTimer(const payload::Timer &timer);
    void setPoll(const PollEntry *poll); ///< null: none
    void setPicture(const QImage &picture);
    void setScene(Scene scene);
    void open();

Q_SIGNALS:
    void opened();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    QWidget *codeStage();
    QWidget *pollStage();
    QWidget *strip();
    void chooseStage();
    void updateTimer();
    void retranslate();
    void fit();

    QStackedWidget *m_stages;
    QWidget *m_codeStage = nullptr;
    QWidget *m_pollStage = nullptr;
    PictureView *m_picture;
    QrCodeView *m_qr;
    QrCodeView *m_smallQr;
    QLabel *m_how;
    QLabel *m_code;
    QLabel *m_address;
    QLabel *m_question;
    PollChart *m_chart;
    QLabel *m_votes;
    QLabel *m_smallCode;
    QLabel *m_count;
    QLabel *m_timerLabel;
    QLabel *m_timeLeft;
    QPushButton *m_close;
    QTimer m_tick;
    payload::Timer m_timer;
    Scene m_scene = Scene::Automatic;
    bool m_pollOpen = false;
    bool m_hasPoll = false;
    int m_students = 0;
    int m_answers = 0;
};

} // namespace lectern
