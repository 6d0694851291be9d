// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/RecipientDialog.h"

#include "console/style/Theme.h"

#include <QtCore/QCollator>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

// As in the list of people.
Recipients byName(Recipients students)
{
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::ranges::stable_sort(students, collator, &Recipient::name);
    return students;
}

} // namespace

RecipientDialog::RecipientDialog(const Recipients &students, const Recipients &chosen, QWidget *parent)
    : QDialog(parent)
    , m_filter(new QLineEdit)
    , m_list(new QListWidget)
    , m_count(new QLabel)
    , m_ok(new QPushButton(tr("Write to them")))
{
    setObjectName(u"recipientDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Several students"));
    resize(380, 520);
    m_filter->setObjectName(u"recipientFilter"_s);
    m_filter->setPlaceholderText(tr("Look for a name"));
    m_filter->setAccessibleName(tr("Look for a name"));
    m_filter->setClearButtonEnabled(true);
    m_list->setObjectName(u"recipientList"_s);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Students; a space ticks one"));
    // Ticks are drawn in the list's own colour, which the program's lists have none of.
    const auto colors = theme::colors(palette());
    m_list->setStyleSheet(
        u"QListView { background: %1; border: 1px solid %2; border-radius: 8px; padding: 6px; }"_s.arg(
            colors.otherBubble.name(), colors.line.name()));
    m_count->setProperty("muted", true);
    m_ok->setObjectName(u"recipientOk"_s);
    m_ok->setProperty("kind", u"primary"_s);
    m_ok->setDefault(true);
    // A box is higher than a line of small letters.
    const QSize row(0, std::max(24, fontMetrics().height() + 8));
    const auto sorted = byName(students);
    for (const auto &student : sorted) {
        auto *item = new QListWidgetItem(student.name, m_list);
        item->setToolTip(student.name);
        item->setSizeHint(row);
        item->setData(Qt::UserRole, student.id);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(chosen.contains(student) ? Qt::Checked : Qt::Unchecked);
    }

    auto *all = new QPushButton(tr("All"));
    auto *none = new QPushButton(tr("None"));
    auto *cancel = new QPushButton(tr("Cancel"));
    all->setObjectName(u"recipientAll"_s);
    none->setObjectName(u"recipientNone"_s);
    for (auto *button : {all, none, cancel})
        button->setAutoDefault(false);
    auto *ticking = new QHBoxLayout;
    ticking->addWidget(all);
    ticking->addWidget(none);
    ticking->addStretch();
    ticking->addWidget(m_count);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(cancel);
    bottom->addStretch();
    bottom->addWidget(m_ok);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(theme::kGap);
    layout->addWidget(m_filter);
    layout->addLayout(ticking);
    layout->addWidget(m_list, 1);
    layout->addLayout(bottom);

    connect(m_filter, &QLineEdit::textChanged, this, &RecipientDialog::filter);
    connect(m_list, &QListWidget::itemChanged, this, &RecipientDialog::updateState);
    connect(all, &QPushButton::clicked, this, [this] { tickShown(true); });
    connect(none, &QPushButton::clicked, this, [this] { tickShown(false); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_ok, &QPushButton::clicked, this, [this] {
        Q_EMIT recipientsChosen(ticked());
        accept();
    });
    updateState();
}

Recipients RecipientDialog::ticked() const
{
    Recipients ticked;
    for (int row = 0; row < m_list->count(); ++row) {
        const auto *item = m_list->item(row);
        if (item->checkState() == Qt::Checked)
            ticked.append({item->data(Qt::UserRole).toString(), item->text()});
    }
    return ticked;
}

void RecipientDialog::filter(const QString &text)
{
    for (int row = 0; row < m_list->count(); ++row) {
        auto *item = m_list->item(row);
        item->setHidden(!item->text().contains(text.trimmed(), Qt::CaseInsensitive));
    }
}

void RecipientDialog::tickShown(bool tick)
{
    for (int row = 0; row < m_list->count(); ++row) {
        auto *item = m_list->item(row);
        if (!item->isHidden()) item->setCheckState(tick ? Qt::Checked : Qt::Unchecked);
    }
}

void RecipientDialog::updateState()
{
    const auto count = static_cast<int>(ticked().size());
    m_count->setText(tr("%n student(s)", nullptr, count));
    m_ok->setEnabled(count > 0);
}

} // namespace lectern
