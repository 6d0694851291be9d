// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/app/Preferences.h"
#include "console/session/LanServers.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace lectern {

/// Which server: typed, one of those used before (which can be forgotten), or one found in the network.
class ServerField : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive it.
    ServerField(Preferences &preferences, LanServers &found, QWidget *parent = nullptr);

    QString text() const;
    void setText(const QString &text);
    /// The remembered ones, anew. The text becomes the one used last, or stays where there is none.
    void refill();
    QWidget *input() const; ///< for a label's buddy

Q_SIGNALS:
    void edited();
    void chosen();    ///< from the list, or from those found
    void submitted(); ///< Enter
    /// With all that was remembered of it but its password. `user` signed in there last.
    void forgotten(const QUrl &server, const QString &user);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool isRemembered(const QString &server) const;
    void askToForget(const QString &server);
    void forget(const QString &server);
    void showFound();
    void updateState();
    void retranslate();

    Preferences &m_preferences;
    LanServers &m_found;
    QComboBox *m_server;
    QToolButton *m_forget;
    QLabel *m_foundLabel;
    QVBoxLayout *m_foundOnes;
};

} // namespace lectern
