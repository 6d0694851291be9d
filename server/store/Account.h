// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/Person.h"

#include <QtCore/QDateTime>
#include <QtCore/QLatin1StringView>
#include <QtCore/QString>

#include <optional>

namespace lectern {

enum class Role { Admin, Teacher, Student };

QLatin1StringView wireName(Role role);
std::optional<Role> roleFromString(QStringView name);

/// A user with an account. A plain value.
struct Account
{
    QString id;       ///< "u_" + ULID
    QString username; ///< unique, compared without case
    QString name;     ///< shown to others
    QString email;    ///< unique where set, compared without case; may be empty
    Role role = Role::Student;
    QString passwordHash; ///< Argon2id as libsodium writes it; empty: no sign-in by password
    bool disabled = false;
    int tokenGeneration = 0; ///< tokens of an older generation no longer work
    QDateTime createdAt;

    /// As others in a room see them: an admin teaches.
    Person person() const
    {
        return {id, name, role == Role::Student ? PersonType::Student : PersonType::Teacher};
    }
};

} // namespace lectern
