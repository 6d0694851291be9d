// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ConfigLoader.h"
#include "server/app/ExampleConfig.h"
#include "server/app/Ownership.h"
#include "server/app/verbs/AccountsDesk.h"
#include "server/app/verbs/Questions.h"
#include "server/app/verbs/SetupFiles.h"
#include "server/auth/Passwords.h"

#include <QtCore/QBuffer>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace lectern::verbs {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPlainPort = 8080;
constexpr int kTlsPort = 443;

/// What is to be, once all is answered.
struct Plan
{
    QUrl url;
    bool tls = false;
    QStringList names;
    QString admin;
    QByteArray password; ///< as typed, still to be checked
};

std::expected<QUrl, QString> parseAddress(const QString &text, bool tls)
{
    QUrl url(u"//"_s + text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.path().isEmpty() || !url.userInfo().isEmpty())
        return std::unexpected(
            u"--address: got \"%1\", expected the HOST or HOST:PORT that people type"_s.arg(text));
    url.setScheme(tls ? u"https"_s : u"http"_s);
    if (url.port() < 0) url.setPort(tls ? kTlsPort : kPlainPort);
    return url;
}

std::expected<Plan, QString> planOf(SetupWish wish, Terminal &terminal)
{
    Questions questions(terminal);
    const bool asks = Questions::canBeAsked();
    Plan plan;
    plan.names = ownNames();
    const QString ownName = plan.names.value(1, u"localhost"_s);
    if (wish.tls.isEmpty() && asks)
        wish.tls = questions.ask(
            u"TLS? none | local (a certificate of your own) / 암호화? none | local (자체 인증서)"_s,
            u"none"_s);
    if (wish.tls.isEmpty()) wish.tls = u"none"_s;
    if (wish.tls != "none"_L1 && wish.tls != "local"_L1)
        return std::unexpected(u"--tls: got \"%1\", expected none or local"_s.arg(wish.tls));
    plan.tls = wish.tls == "local"_L1;

    if (wish.address.isEmpty() && asks)
        wish.address = questions.ask(u"Address that people type / 사람들이 입력할 주소"_s, ownName);
    const auto url = parseAddress(wish.address.isEmpty() ? ownName : wish.address, plan.tls);
    if (!url) return std::unexpected(url.error());
    plan.url = *url;
    plan.names.removeAll(url->host());
    plan.names.prepend(url->host());

    plan.admin = wish.admin;
    if (plan.admin.isEmpty() && asks)
        plan.admin = questions.ask(u"Administrator's name / 관리자 아이디"_s, u"admin"_s);
    if (plan.admin.isEmpty()) return plan;
    if (!wish.passwordFromStdin && asks)
        plan.password = questions.askSecret(u"Password / 비밀번호"_s).toUtf8();
    else if (wish.passwordFromStdin)
        plan.password = terminal.in.readAll();
    else
        return std::unexpected(
            u"--password-stdin: not given, expected with --admin as passwords are read from there"_s);
    return plan;
}

QString tomlString(const QString &text)
{
    return u'"' + text + u'"';
}

QByteArray configured(const QString &configFile, const Config &config, const Plan &plan)
{
    QFile file(configFile);
    QString toml = file.open(QIODevice::ReadOnly)
                       ? QString::fromUtf8(file.readAll())
                       : withSetting(lectern::exampleConfig(), u"data_dir"_s, tomlString(config.dataDir));
    // All addresses of the machine: names come and go, and the certificate has them all.
    toml = withSetting(toml, u"listen"_s, tomlString(u"0.0.0.0:%1"_s.arg(plan.url.port())));
    QUrl shown = plan.url;
    if (shown.port() == (plan.tls ? 443 : 80)) shown.setPort(-1);
    toml = withSetting(toml, u"public_url"_s, tomlString(shown.toString()));
    if (!plan.tls) return toml.toUtf8();
    const TlsPlaces places(QFileInfo(configFile).absolutePath() + u"/tls"_s);
    toml = withSetting(toml, u"tls.cert"_s, tomlString(places.certificate));
    toml = withSetting(toml, u"tls.key"_s, tomlString(places.key));
    toml = withSetting(toml, u"tls.ca"_s, tomlString(places.authority));
    return toml.toUtf8();
}

void announce(const QString &folder, const Plan &plan, Terminal &terminal)
{
    if (folder.isEmpty())
        terminal.out << "not announced in the network: this is not the system's configuration" << Qt::endl;
    if (!QFileInfo(folder).isWritable()) return;
    const auto written =
        rewrite(folder + u"/lectern.service"_s, avahiService(quint16(plan.url.port()), plan.tls));
    terminal.out << (written ? u"announced in the network by Avahi as _lectern._tcp"_s
                             : written.error().detail)
                 << Qt::endl;
}

} // namespace

int setup(const Config &config, const SetupWish &wish, Terminal &terminal)
{
    const auto refuse = [&terminal](int code, const QString &line) {
        terminal.err << "lectern-server: " << line << Qt::endl;
        return code;
    };
    const auto plan = planOf(wish, terminal);
    if (!plan) return refuse(kBadUsage, plan.error());
    QString password = QString::fromUtf8(plan->password);
    if (password.endsWith(u'\n')) password.chop(1);
    if (!plan->admin.isEmpty()) {
        const auto account = accountOf({plan->admin, u"admin"_s}, config.limits.name);
        if (!account) return refuse(kBadUsage, account.error());
        if (const auto fits = checkPassword(password); !fits) return refuse(kBadUsage, fits.error());
    }

    if (plan->tls) {
        const auto fingerprint =
            makeCertificates(QFileInfo(wish.configFile).absolutePath() + u"/tls"_s, plan->names);
        if (!fingerprint) return refuse(kFailed, fingerprint.error().detail);
        terminal.out << "certificate for " << plan->names.join(u", "_s) << '\n'
                     << "authority's fingerprint (SHA-256): " << *fingerprint << Qt::endl;
    }
    if (const auto written = rewrite(wish.configFile, configured(wish.configFile, config, *plan)); !written)
        return refuse(kFailed, written.error().detail);
    terminal.out << "written: " << wish.configFile << Qt::endl;
    announce(wish.announcements, *plan, terminal);

    if (!plan->admin.isEmpty()) {
        if (const auto owner = becomeOwnerOf(config.dataDir); !owner) return refuse(kFailed, owner.error());
        QBuffer input;
        input.setData(password.toUtf8());
        (void)input.open(QIODevice::ReadOnly);
        Terminal here{input, terminal.out, terminal.err};
        if (const int code = userAdd(config, {plan->admin, u"admin"_s}, true, here); code != kFine)
            return code;
    }
    QUrl shown = plan->url;
    if (shown.port() == (plan->tls ? 443 : 80)) shown.setPort(-1);
    terminal.out << "now: systemctl restart lectern-server, then open " << shown.toString() << '/'
                 << (plan->tls ? u" (devices that do not know the authority: %1/ca)"_s.arg(shown.toString())
                               : QString())
                 << Qt::endl;
    return kFine;
}

} // namespace lectern::verbs
