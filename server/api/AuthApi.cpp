// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/AuthApi.h"

#include "common/protocol/Codec.h"
#include "common/protocol/PersonName.h"
#include "server/api/RequestReading.h"
#include "server/auth/EmailAddress.h"
#include "server/auth/Passwords.h"
#include "server/auth/Tokens.h"
#include "server/store/Accounts.h"
#include "server/store/RevokedTokens.h"
#include "server/transport/Router.h"

#include <QCoroFuture>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QJsonObject userJson(const Account &account)
{
    return {{u"id"_s, account.id},
            {u"username"_s, account.username},
            {u"name"_s, account.name},
            {u"type"_s, QString(wireName(account.role))}};
}

QJsonObject userJson(const Person &person)
{
    return {{u"id"_s, person.id}, {u"name"_s, person.name}, {u"type"_s, QString(wireName(person.type))}};
}

QJsonObject userJson(const Identity &identity)
{
    return identity.account ? userJson(*identity.account) : userJson(identity.person);
}

HttpResponse tooMany(const QString &what, std::chrono::milliseconds wait)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    HttpResponse response =
        HttpResponse::problem({ErrorCode::RateLimited, u"%1: wait %2 seconds"_s.arg(what).arg(seconds)});
    response.headers.set("Retry-After"_ba, QByteArray::number(qint64(seconds)));
    return response;
}

HttpResponse tooManyTries(std::chrono::milliseconds wait)
{
    return tooMany(u"too many wrong passwords for this account"_s, wait);
}

Result<QString> newPassword(const QString &password, QLatin1StringView field)
{
    if (codePoints(password) >= passwords::kMinLength) return password;
    return problem(ErrorCode::BadRequest,
                   u"%1: expected at least %2 characters"_s.arg(field).arg(passwords::kMinLength));
}

} // namespace

AuthApi::AuthApi(Options options, Access &access, Accounts &accounts, RevokedTokens &revoked,
                 const Tokens &tokens, LoginThrottle &throttle)
    : m_options(options)
    , m_access(access)
    , m_accounts(accounts)
    , m_revoked(revoked)
    , m_tokens(tokens)
    , m_throttle(throttle)
    , m_registrations(m_options.registrations)
{
}

void AuthApi::addTo(Router &router)
{
    router.add("POST"_ba, u"/api/v1/login"_s, [this](HttpRequest r) { return login(std::move(r)); });
    router.add("POST"_ba, u"/api/v1/token/refresh"_s,
               [this](HttpRequest r) { return refresh(std::move(r)); });
    router.add("POST"_ba, u"/api/v1/register"_s,
               [this](HttpRequest r) { return registerAccount(std::move(r)); });
    router.add("POST"_ba, u"/api/v1/password"_s,
               [this](HttpRequest r) { return changePassword(std::move(r)); });
    router.add("POST"_ba, u"/api/v1/logout"_s, [this](HttpRequest r) { return logout(std::move(r)); });
    router.add("GET"_ba, u"/api/v1/profile"_s, [this](HttpRequest r) { return profile(std::move(r)); });
}

HttpResponse AuthApi::signedIn(const Account &account, int status) const
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QDateTime expiresAt = now.addSecs(m_options.tokenTtl.count());
    const QString token = m_tokens.issue({account.person(), {}, account.tokenGeneration, now, expiresAt});
    return HttpResponse::json(QJsonObject{{u"token"_s, token},
                                          {u"expiresAt"_s, timeToString(expiresAt)},
                                          {u"user"_s, userJson(account)}},
                              status);
}

QCoro::Task<HttpResponse> AuthApi::login(HttpRequest request)
{
    auto body = readBody(request);
    if (!body) co_return HttpResponse::problem(body.error());
    const QString username = body->requiredString("username"_L1);
    const QString password = body->requiredString("password"_L1);
    if (!body->ok()) co_return HttpResponse::problem(body->misfit());

    const QString key = username.trimmed().toCaseFolded();
    if (const auto wait = m_throttle.wait(key); wait.count() > 0) co_return tooManyTries(wait);
    const QFuture<Result<std::optional<Account>>> lookup = m_accounts.byUsername(username.trimmed());
    const Result<std::optional<Account>> account = co_await lookup;
    if (!account) co_return HttpResponse::problem(account.error());
    const bool usable = *account && !(*account)->disabled;
    const QFuture<bool> verifying =
        passwords::verify(usable ? (*account)->passwordHash : QString(), password);
    const bool right = co_await verifying;

    // Asked again: guesses sent side by side must not learn more than those sent one by one.
    if (const auto wait = m_throttle.wait(key); wait.count() > 0) co_return tooManyTries(wait);
    if (!usable || !right) {
        m_throttle.failed(key);
        co_return HttpResponse::problem({ErrorCode::InvalidCredentials, u"wrong user name or password"_s});
    }
    m_throttle.succeeded(key);
    request.notes->user = (*account)->id;
    co_return signedIn(**account, 200);
}

QCoro::Task<HttpResponse> AuthApi::refresh(HttpRequest request)
{
    const Result<Identity> identity = co_await m_access.caller(request);
    if (!identity) co_return HttpResponse::problem(identity.error());
    if (identity->account) co_return signedIn(*identity->account, 200);

    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QDateTime expiresAt = now.addSecs(m_options.tokenTtl.count());
    const QString token = m_tokens.issue(
        {identity->person, identity->claims.roomId, identity->claims.generation, now, expiresAt});
    co_return HttpResponse::json(QJsonObject{
        {u"token"_s, token}, {u"expiresAt"_s, timeToString(expiresAt)}, {u"user"_s, userJson(*identity)}});
}

QCoro::Task<HttpResponse> AuthApi::registerAccount(HttpRequest request)
{
    if (!m_options.registrationOpen)
        co_return HttpResponse::problem(
            {ErrorCode::RegistrationClosed, u"accounts are made by the administrator"_s});
    auto body = readBody(request);
    if (!body) co_return HttpResponse::problem(body.error());
    const QString typedName = body->string("name"_L1);
    const QString email = body->requiredString("email"_L1).trimmed();
    const QString password = body->string("password"_L1);
    if (!body->ok()) co_return HttpResponse::problem(body->misfit());
    const auto name = cleanName(typedName, m_options.nameLimit);
    if (!name) co_return HttpResponse::problem(name.error());
    if (!isEmailAddress(email))
        co_return HttpResponse::problem({ErrorCode::BadRequest, u"email: expected an e-mail address"_s});

    // Also for an e-mail address that is taken: who tries many learns which have an account.
    if (const auto wait = m_registrations.wait(request.peer); wait.count() > 0)
        co_return tooMany(u"too many accounts were made from this address"_s, wait);
    m_registrations.count(request.peer);

    Account account;
    account.username = email;
    account.email = email;
    account.name = *name;
    account.role = Role::Student;
    if (body->has("password"_L1)) {
        const auto fitting = newPassword(password, "password"_L1);
        if (!fitting) co_return HttpResponse::problem(fitting.error());
        const QFuture<QString> hashing = passwords::hash(*fitting);
        account.passwordHash = co_await hashing;
        if (account.passwordHash.isEmpty())
            co_return HttpResponse::problem({ErrorCode::Internal, u"no memory to hash the password"_s});
    }
    const QFuture<Result<Accounts::Created>> creating = m_accounts.create(account);
    const Result<Accounts::Created> created = co_await creating;
    if (!created) co_return HttpResponse::problem(created.error());
    if (created->conflict != Accounts::Conflict::None)
        co_return HttpResponse::problem({ErrorCode::EmailTaken, u"email: another account has it already"_s});
    co_return signedIn(created->account, 201);
}

QCoro::Task<HttpResponse> AuthApi::changePassword(HttpRequest request)
{
    const Result<Identity> identity = co_await m_access.account(request);
    if (!identity) co_return HttpResponse::problem(identity.error());
    auto body = readBody(request);
    if (!body) co_return HttpResponse::problem(body.error());
    const QString oldPassword = body->requiredString("old"_L1);
    const QString wished = body->requiredString("new"_L1);
    if (!body->ok()) co_return HttpResponse::problem(body->misfit());
    const auto fitting = newPassword(wished, "new"_L1);
    if (!fitting) co_return HttpResponse::problem(fitting.error());

    const QString key = identity->account->username.toCaseFolded();
    if (const auto wait = m_throttle.wait(key); wait.count() > 0) co_return tooManyTries(wait);
    const QFuture<bool> verifying = passwords::verify(identity->account->passwordHash, oldPassword);
    const bool right = co_await verifying;
    if (const auto wait = m_throttle.wait(key); wait.count() > 0) co_return tooManyTries(wait);
    if (!right) {
        m_throttle.failed(key);
        co_return HttpResponse::problem(
            {ErrorCode::InvalidCredentials, u"old: not the account's password"_s});
    }
    m_throttle.succeeded(key);

    const QFuture<QString> hashing = passwords::hash(*fitting);
    const QString hash = co_await hashing;
    if (hash.isEmpty())
        co_return HttpResponse::problem({ErrorCode::Internal, u"no memory to hash the password"_s});
    const QFuture<Result<int>> saving = m_accounts.setPassword(identity->account->id, hash);
    const Result<int> saved = co_await saving;
    m_access.checkLines();
    co_return saved ? HttpResponse::noContent() : HttpResponse::problem(saved.error());
}

QCoro::Task<HttpResponse> AuthApi::logout(HttpRequest request)
{
    const Result<Identity> identity = co_await m_access.account(request);
    if (!identity) co_return HttpResponse::problem(identity.error());
    const QFuture<Result<void>> ending = m_revoked.add(identity->claims.id, identity->claims.expiresAt);
    const Result<void> ended = co_await ending;
    m_access.checkLines();
    co_return ended ? HttpResponse::noContent() : HttpResponse::problem(ended.error());
}

QCoro::Task<HttpResponse> AuthApi::profile(HttpRequest request)
{
    const Result<Identity> identity = co_await m_access.caller(request);
    if (!identity) co_return HttpResponse::problem(identity.error());
    co_return HttpResponse::json(userJson(*identity));
}

} // namespace lectern
