// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SharedTransaction.h"

#include "server/store/Sql.h"

namespace lectern {

void runTogether(Sql &sql, const std::vector<SharedJob> &jobs)
{
    if (jobs.size() == 1) return jobs.front().settle(jobs.front().run(sql));

    std::vector<Result<void>> outcomes;
    outcomes.reserve(jobs.size());
    const Result<void> committed = sql.transaction([&]() -> Result<void> {
        for (const SharedJob &job : jobs) {
            outcomes.push_back(sql.transaction([&] { return job.run(sql); }));
            if (!sql.isInTransaction()) return outcomes.back();
        }
        return {};
    });
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        if (committed)
            jobs[i].settle(outcomes[i]);
        else
            jobs[i].settle(sql.isOpen() ? jobs[i].run(sql) : committed);
    }
}

} // namespace lectern
