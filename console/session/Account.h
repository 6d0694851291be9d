// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"
#include "console/models/RoomListModel.h"

#include <QtCore/QTimer>
#include <QtNetwork/QSslCertificate>

namespace lectern {

/// A teacher at one server: signs in and out, keeps the token fresh, knows the classes that they hold. No
/// widget.
class Account : public QObject
{
    Q_OBJECT

public:
    explicit Account(QObject *parent = nullptr);
    ~Account() override;

    /// `authority`: the one that this server's certificate may come from besides the system's, if any.
    void signIn(const QUrl &server, const QString &username, const QString &password,
                const QSslCertificate &authority = QSslCertificate());
    void cancelSignIn();
    void signOut();

    bool isSignedIn() const { return m_signedIn; }
    bool isBusy() const { return m_api && !m_signedIn; }
    QUrl server() const;
    const api::User &user() const { return m_user; }
    /// Only while signed in.
    ApiClient &api() { return *m_api; }
    RoomListModel *rooms() { return &m_rooms; }

    void refreshRooms();
    void createRoom(const QString &name, Talk talk);
    /// Opens an own room again; an ended class is reopened first.
    void enterRoom(const QString &roomId);
    /// Into a class that goes on: one that is held already, or a colleague's, which is joined.
    void visitRoom(const QString &code);
    /// An own room by its code or its name, or a colleague's by its code; where there is none, a new class of
    /// that name.
    void enterRoomNamed(const QString &nameOrCode);

Q_SIGNALS:
    void signedIn();
    void signInFailed(const lectern::ApiError &error);
    void signedOut();
    void tokenChanged(const QString &token);
    void roomsRefreshed();
    /// The room to be shown now.
    void roomReady(const lectern::api::Room &room);
    void failed(const lectern::ApiError &error);
    /// There was no way into the class of that code.
    void visitFailed(const lectern::ApiError &error);

private:
    void welcome(const api::Login &login);
    void scheduleRefresh(const QDateTime &expiresAt);
    void refreshToken();
    void takeRoom(const ApiResult<api::Room> &room);
    void takeRooms(QList<api::Room> rooms);
    void visit(const ApiResult<api::Room> &room);
    void enterRoomCoded(const QString &code, const QString &name);
    void join(const QString &roomId);

    std::unique_ptr<ApiClient> m_api;
    RoomListModel m_rooms;
    api::User m_user;
    QTimer m_refreshTimer;
    bool m_signedIn = false;
};

} // namespace lectern
