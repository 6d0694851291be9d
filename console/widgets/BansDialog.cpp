// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/BansDialog.h"

#include "common/client/WhenDone.h"
#include "console/session/ErrorText.h"

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lectern {

BansDialog::BansDialog(ApiClient &api, const QString &roomId, QWidget *parent)
    : QDialog(parent)
    , m_api(api)
    , m_roomId(roomId)
    , m_nobody(new QLabel(tr("Nobody is kept out.")))
    , m_list(new QListWidget)
{
    setObjectName(u"bansDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Who is kept out"));
    m_list->setObjectName(u"bans"_s);
    m_list->setAccessibleName(tr("Who is kept out"));
    auto *buttons = new QDialogButtonBox;
    m_lift = buttons->addButton(tr("&Let in again"), QDialogButtonBox::ActionRole);
    m_lift->setObjectName(u"liftBan"_s);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_nobody);
    layout->addWidget(m_list);
    layout->addWidget(buttons);
    resize(420, 360);
    connect(m_lift, &QPushButton::clicked, this, &BansDialog::lift);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    list({});
    load();
}

void BansDialog::load()
{
    whenDone(m_api.bans(m_roomId), this, [this](const ApiResult<QList<api::Ban>> &bans) {
        if (bans) {
            list(*bans);
        } else {
            Q_EMIT failed(ErrorText::of(bans.error(), m_api.server()));
        }
    });
}

void BansDialog::list(const QList<api::Ban> &bans)
{
    m_list->clear();
    for (const auto &ban : bans) {
        const auto since = QLocale().toString(ban.bannedAt.toLocalTime(), QLocale::ShortFormat);
        auto *item = new QListWidgetItem(tr("%1, since %2").arg(ban.name, since), m_list);
        item->setData(Qt::UserRole, ban.id);
    }
    m_nobody->setVisible(bans.isEmpty());
    m_list->setVisible(!bans.isEmpty());
    m_list->setCurrentRow(0);
    m_lift->setEnabled(!bans.isEmpty());
}

void BansDialog::lift()
{
    const auto *item = m_list->currentItem();
    if (!item) return;
    whenDone(m_api.liftBan(m_roomId, item->data(Qt::UserRole).toString()), this,
             [this](const ApiResult<void> &done) {
                 if (!done) Q_EMIT failed(ErrorText::of(done.error(), m_api.server()));
                 load();
             });
}

} // namespace lectern
