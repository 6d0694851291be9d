// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/panels/ClassPanel.h"

namespace lectern {

class JoinCard;

/// How students get in.
class JoinPanel : public ClassPanel
{
    Q_OBJECT

public:
    JoinPanel();

    QString title() const override;

Q_SIGNALS:
    void enlargeRequested();

protected:
    void sessionChanged() override;
    void retranslate() override {}

private:
    void updateRoom();

    JoinCard *m_card;
};

} // namespace lectern
