// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/ServerField.h"

#include "console/session/PasswordStore.h"
#include "console/session/ServerAddress.h"
#include "console/style/Icons.h"
#include "console/widgets/Question.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int kFoundShown = 3;

/// As the preferences have it.
QString keyOf(const QString &typed)
{
    const auto server = serveraddress::fromTyped(typed);
    return server ? server->toString() : QString();
}

} // namespace

ServerField::ServerField(Preferences &preferences, LanServers &found, QWidget *parent)
    : QWidget(parent)
    , m_preferences(preferences)
    , m_found(found)
    , m_server(new QComboBox)
    , m_forget(new QToolButton)
    , m_foundLabel(new QLabel)
    , m_foundOnes(new QVBoxLayout)
{
    m_server->setObjectName(u"server"_s);
    m_server->setEditable(true);
    m_server->setInsertPolicy(QComboBox::NoInsert);
    m_server->lineEdit()->setPlaceholderText(u"https://lectern.example.org"_s);
    m_server->view()->installEventFilter(this);
    m_forget->setObjectName(u"forgetServer"_s);
    m_forget->setProperty("framed", true);
    m_forget->setIcon(icons::get(u"trash"_s));
    m_foundLabel->setObjectName(u"foundServers"_s);
    m_foundLabel->setProperty("muted", true);
    m_foundOnes->setSpacing(4);

    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_server, 1);
    line->addWidget(m_forget);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addLayout(line);
    layout->addWidget(m_foundLabel);
    layout->addLayout(m_foundOnes);

    connect(m_server, &QComboBox::editTextChanged, this, [this] {
        updateState();
        Q_EMIT edited();
    });
    connect(m_server, &QComboBox::activated, this, &ServerField::chosen);
    connect(m_server->lineEdit(), &QLineEdit::returnPressed, this, &ServerField::submitted);
    connect(m_forget, &QToolButton::clicked, this, [this] { askToForget(keyOf(text())); });
    connect(&m_found, &LanServers::changed, this, &ServerField::showFound);
    refill();
    retranslate();
    showFound();
}

QString ServerField::text() const
{
    return m_server->currentText();
}

void ServerField::setText(const QString &text)
{
    m_server->setEditText(text);
}

void ServerField::refill()
{
    const auto known = m_preferences.servers();
    const auto typed = text();
    {
        const QSignalBlocker quiet(m_server);
        m_server->clear();
        m_server->addItems(known);
        if (known.isEmpty()) m_server->setEditText(typed);
    }
    updateState();
}

QWidget *ServerField::input() const
{
    return m_server;
}

bool ServerField::isRemembered(const QString &server) const
{
    return m_preferences.servers().contains(server);
}

void ServerField::askToForget(const QString &server)
{
    if (!isRemembered(server)) return;
    auto *box =
        question::make(this, u"confirmForget"_s, tr("Forget a server"),
                       tr("Forget %1, with the user name, the password and the certificate that are kept "
                          "for it?")
                           .arg(server),
                       tr("Forget"));
    connect(box, &QDialog::accepted, this, [this, server] { forget(server); });
    box->open();
}

void ServerField::forget(const QString &server)
{
    const auto user = m_preferences.userAt(server);
    const bool shown = keyOf(text()) == server;
    m_preferences.forgetServer(server);
    PasswordStore::remove(QUrl(server), user);
    const auto typed = text();
    refill();
    setText(shown ? m_preferences.servers().value(0) : typed);
    updateState();
    m_server->setFocus();
    Q_EMIT forgotten(QUrl(server), user);
}

void ServerField::showFound()
{
    while (auto *item = m_foundOnes->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto found = m_found.servers().mid(0, kFoundShown);
    for (const auto &server : found) {
        auto *button = new QPushButton(u"%1 · %2"_s.arg(server.name, server.address.authority()));
        button->setObjectName(u"foundServer"_s);
        button->setToolTip(server.address.toString());
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, address = server.address.toString()] {
            setText(address);
            Q_EMIT chosen();
        });
        m_foundOnes->addWidget(button);
    }
    m_foundLabel->setVisible(!found.isEmpty());
}

void ServerField::updateState()
{
    m_forget->setEnabled(isRemembered(keyOf(text())));
}

/// Del forgets what is marked in the open list.
bool ServerField::eventFilter(QObject *watched, QEvent *event)
{
    const bool pressed = watched == m_server->view() && event->type() == QEvent::KeyPress;
    if (!pressed || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Delete)
        return QWidget::eventFilter(watched, event);
    const auto marked = m_server->view()->currentIndex().data().toString();
    m_server->hidePopup();
    askToForget(marked);
    return true;
}

void ServerField::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void ServerField::retranslate()
{
    m_server->setAccessibleName(tr("Server address"));
    m_server->setToolTip(tr("For instance https://lectern.example.org or 192.168.0.10:8080"));
    m_forget->setAccessibleName(tr("Forget this server"));
    m_forget->setToolTip(tr("Forget this server, and the password kept for it (Del in the list)"));
    m_foundLabel->setText(tr("Found in this network:"));
}

} // namespace lectern
