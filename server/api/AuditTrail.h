// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/AuditLog.h"
#include "server/transport/Router.h"

namespace lectern {

/// Sees to it that REST calls which do something to accounts, classes and people's data are in the audit log,
/// once they have succeeded; sign-ins also when they were refused. The one table of them is in the .cpp.
class AuditTrail
{
public:
    explicit AuditTrail(AuditLog &log)
        : m_log(log)
    {
    }

    /// Once all routes are there.
    void follow(Router &router);

private:
    AuditLog &m_log;
};

} // namespace lectern
