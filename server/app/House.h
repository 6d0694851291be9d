// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/app/Config.h"

#include <functional>
#include <memory>

namespace lectern {

class Gateway;
struct Ground;

/// The house itself: every part with what it needs, in the order in which they need each other.
class House
{
public:
    /// Both outlive it.
    House(const Config &config, Ground &ground);
    ~House();

    Gateway &gateway();

    /// What runs by itself beside the requests.
    void keepOrder();

    /// Sends everyone elsewhere. The port stays open for the whole time, so that those who come back too
    /// early and the balancer in front are told, too; then, or when asked again, `gone`.
    void drain(const std::function<void()> &gone);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lectern
