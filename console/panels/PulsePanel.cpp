// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/PulsePanel.h"

#include "console/widgets/PulseChart.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFrame>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>

using namespace Qt::StringLiterals;

namespace lectern {

PulsePanel::PulsePanel()
    : m_chart(new PulseChart)
    , m_counts(new QLabel)
    , m_dips(new QListWidget)
{
    m_counts->setObjectName(u"pulseCounts"_s);
    m_counts->setWordWrap(true);
    m_dips->setObjectName(u"pulseDips"_s);
    m_dips->setWordWrap(true);
    m_dips->setMaximumHeight(120);
    m_chart->setMinimumHeight(120);
    auto *card = new QFrame;
    card->setProperty("card", true);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_counts);
    layout->addWidget(m_chart, 1);
    layout->addWidget(m_dips);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(card);
    PulsePanel::retranslate();
}

QString PulsePanel::title() const
{
    return tr("Pulse");
}

void PulsePanel::sessionChanged()
{
    if (session()) connect(session()->asking()->pulse(), &Pulse::changed, scope(), [this] { update(); });
    update();
}

void PulsePanel::update()
{
    const auto *pulse = session() ? session()->asking()->pulse() : nullptr;
    const bool silent = !pulse || pulse->isSilent();
    m_chart->setVisible(!silent);
    m_dips->setVisible(!silent && !pulse->dips().isEmpty());
    if (silent) {
        m_counts->setText(tr("Students can tell how they follow: got it, lost, slower, faster."));
        return;
    }
    m_counts->setText(tr("got it: %1 · lost: %2 · slower: %3 · faster: %4")
                          .arg(pulse->count(ReactionKind::GotIt) + pulse->count(ReactionKind::Applause))
                          .arg(pulse->count(ReactionKind::Lost))
                          .arg(pulse->count(ReactionKind::Slower))
                          .arg(pulse->count(ReactionKind::Faster)));
    m_chart->setPulse(*pulse);
    const auto &dips = pulse->dips();
    for (int i = m_dips->count(); i < dips.size(); ++i) {
        const auto &dip = dips.at(i);
        const auto time = QLocale().toString(dip.at.toLocalTime().time(), QLocale::ShortFormat);
        m_dips->insertItem(0, dip.what.isEmpty() ? tr("%1: a dip").arg(time)
                                                 : tr("%1: a dip at “%2”").arg(time, dip.what.left(80)));
    }
    if (dips.isEmpty()) m_dips->clear();
}

void PulsePanel::retranslate()
{
    m_chart->setAccessibleName(tr("Trend of how the class follows"));
    m_dips->setAccessibleName(tr("Where the class was lost"));
    update();
}

} // namespace lectern
