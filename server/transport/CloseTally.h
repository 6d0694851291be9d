// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Connection.h"

#include <vector>

namespace lectern {

/// How many connections have ended, by who ended them and by close code.
class CloseTally
{
public:
    struct Row
    {
        Connection::End end;
        int code; ///< 1006: without a close frame; 0: any other than those listed, as clients make up their
                  ///< own
        quint64 count = 0;
    };

    void add(Connection::End end, int code);
    const std::vector<Row> &rows() const { return m_rows; }

private:
    using End = Connection::End;
    std::vector<Row> m_rows{
        {End::Ours, 1000},    {End::Ours, 1001},    {End::Ours, 1002},  {End::Ours, 1007},  {End::Ours, 1008},
        {End::Ours, 1009},    {End::Ours, 1011},    {End::Ours, 4400},  {End::Ours, 4401},  {End::Ours, 4403},
        {End::Ours, 4404},    {End::Ours, 4408},    {End::Ours, 4409},  {End::Ours, 4410},  {End::Ours, 4429},
        {End::Ours, 0},       {End::Clean, 1000},   {End::Clean, 1001}, {End::Clean, 1005}, {End::Clean, 0},
        {End::Dropped, 1006}, {End::Timeout, 1006},
    };
};

} // namespace lectern
