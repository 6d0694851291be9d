// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/Account.h"

namespace lectern {

using namespace Qt::StringLiterals;

QLatin1StringView wireName(Role role)
{
    switch (role) {
    case Role::Admin:
        return "admin"_L1;
    case Role::Teacher:
        return "teacher"_L1;
    case Role::Student:
        break;
    }
    return "student"_L1;
}

std::optional<Role> roleFromString(QStringView name)
{
    for (const Role role : {Role::Admin, Role::Teacher, Role::Student})
        if (name == wireName(role)) return role;
    return std::nullopt;
}

} // namespace lectern
