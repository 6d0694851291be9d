// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"

#include <QtCore/QJsonObject>

namespace lectern::rest {

/// The JSON shapes of the REST interface, there and back. A misfit names the field.
Result<api::User> userFromJson(const QJsonObject &object);
Result<api::Login> loginFromJson(const QJsonObject &object);
Result<api::Room> roomFromJson(const QJsonObject &object);
Result<api::Ban> banFromJson(const QJsonObject &object);
Result<api::Joined> joinedFromJson(const QJsonObject &object);
Result<api::Attendee> attendeeFromJson(const QJsonObject &object);
Result<QStringList> namesFromJson(const QJsonObject &object); ///< of a roster
QJsonObject toJson(const api::NewRoom &room);
QJsonObject toJson(const payload::RoomUpdate &change);

} // namespace lectern::rest
