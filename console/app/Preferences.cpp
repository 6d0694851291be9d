// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/Preferences.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int kServersKept = 8;

/// A URL as a settings key: slashes would make groups of it.
QString keyOf(const QString &server)
{
    return QString(server).replace(u'/', u'_');
}

QString userKey(const QString &server)
{
    return u"users/"_s + keyOf(server);
}

QString authorityKey(const QString &server)
{
    return u"authorities/"_s + keyOf(server);
}

QString noticeKey(Preferences::Notice kind)
{
    static const QString kNames[] = {u"hand"_s, u"message"_s, u"arrival"_s, u"line"_s};
    return u"notify/"_s + kNames[static_cast<int>(kind)];
}

// A file dialog takes a folder that is not there for the name of a file.
QString folderThere(const QVariant &remembered, QStandardPaths::StandardLocation usual)
{
    for (const auto &folder : {remembered.toString(), QStandardPaths::writableLocation(usual)}) {
        if (!folder.isEmpty() && QFileInfo(folder).isDir()) return folder;
    }
    return QDir::homePath();
}

} // namespace

QStringList Preferences::servers() const
{
    return m_settings.value("servers"_L1).toStringList();
}

void Preferences::rememberServer(const QString &server)
{
    auto known = servers();
    known.removeAll(server);
    known.prepend(server);
    m_settings.setValue("servers"_L1, known.mid(0, kServersKept));
}

QString Preferences::userAt(const QString &server) const
{
    return m_settings.value(userKey(server)).toString();
}

void Preferences::rememberUser(const QString &server, const QString &user)
{
    m_settings.setValue(userKey(server), user);
}

QByteArray Preferences::authorityAt(const QString &server) const
{
    return m_settings.value(authorityKey(server)).toByteArray();
}

void Preferences::trustAuthority(const QString &server, const QByteArray &pem)
{
    m_settings.setValue(authorityKey(server), pem);
}

void Preferences::forgetServer(const QString &server)
{
    auto known = servers();
    known.removeAll(server);
    m_settings.setValue("servers"_L1, known);
    m_settings.remove(userKey(server));
    m_settings.remove(authorityKey(server));
}

bool Preferences::keepsPassword() const
{
    return m_settings.value("keepPassword"_L1, false).toBool();
}

void Preferences::setKeepsPassword(bool keep)
{
    m_settings.setValue("keepPassword"_L1, keep);
}

QString Preferences::language() const
{
    return m_settings.value("language"_L1).toString();
}

void Preferences::setLanguage(const QString &language)
{
    m_settings.setValue("language"_L1, language);
}

Preferences::Appearance Preferences::appearance() const
{
    const auto name = m_settings.value("appearance"_L1).toString();
    if (name == "light"_L1) return Appearance::Light;
    if (name == "dark"_L1) return Appearance::Dark;
    return Appearance::System;
}

void Preferences::setAppearance(Appearance appearance)
{
    static const QString kNames[] = {u"system"_s, u"light"_s, u"dark"_s};
    m_settings.setValue("appearance"_L1, kNames[static_cast<int>(appearance)]);
}

int Preferences::textSize() const
{
    return std::clamp(m_settings.value("textSize"_L1, 100).toInt(), 100, 200);
}

void Preferences::setTextSize(int percent)
{
    m_settings.setValue("textSize"_L1, percent);
}

bool Preferences::notifies(Notice kind) const
{
    return m_settings.value(noticeKey(kind), kind != Notice::Arrival).toBool();
}

void Preferences::setNotifies(Notice kind, bool on)
{
    m_settings.setValue(noticeKey(kind), on);
}

bool Preferences::soundsHand() const
{
    return m_settings.value("handSound"_L1, true).toBool();
}

void Preferences::setSoundsHand(bool on)
{
    m_settings.setValue("handSound"_L1, on);
}

bool Preferences::usesTray() const
{
    return m_settings.value("tray"_L1, false).toBool();
}

void Preferences::setUsesTray(bool on)
{
    m_settings.setValue("tray"_L1, on);
}

QString Preferences::draft(const QString &roomId) const
{
    return m_settings.value("drafts/"_L1 + roomId).toString();
}

void Preferences::setDraft(const QString &roomId, const QString &text)
{
    const auto key = "drafts/"_L1 + roomId;
    text.isEmpty() ? m_settings.remove(key) : m_settings.setValue(key, text);
}

QByteArray Preferences::windowGeometry() const
{
    return m_settings.value("geometry"_L1).toByteArray();
}

void Preferences::setWindowGeometry(const QByteArray &geometry)
{
    m_settings.setValue("geometry"_L1, geometry);
}

QByteArray Preferences::classLayout() const
{
    return m_settings.value("classLayout"_L1).toByteArray();
}

void Preferences::setClassLayout(const QByteArray &layout)
{
    m_settings.setValue("classLayout"_L1, layout);
}

bool Preferences::showsTiles() const
{
    return m_settings.value("tiles"_L1, false).toBool();
}

void Preferences::setShowsTiles(bool tiles)
{
    m_settings.setValue("tiles"_L1, tiles);
}

QString Preferences::pictureFolder() const
{
    return folderThere(m_settings.value("pictureFolder"_L1), QStandardPaths::PicturesLocation);
}

void Preferences::setPictureFolder(const QString &folder)
{
    m_settings.setValue("pictureFolder"_L1, folder);
}

QString Preferences::saveFolder() const
{
    return folderThere(m_settings.value("saveFolder"_L1), QStandardPaths::DocumentsLocation);
}

void Preferences::setSaveFolder(const QString &folder)
{
    m_settings.setValue("saveFolder"_L1, folder);
}

QString Preferences::planFile() const
{
    return m_settings.value("planFile"_L1).toString();
}

void Preferences::setPlanFile(const QString &path)
{
    m_settings.setValue("planFile"_L1, path);
}

} // namespace lectern
