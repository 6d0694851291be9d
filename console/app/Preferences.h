// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QSettings>
#include <QtCore/QStringList>

namespace lectern {

/// What the console remembers on this computer between two runs. No password is ever in it.
class Preferences
{
public:
    enum class Appearance { System, Light, Dark };
    enum class Notice { Hand, Message, Arrival, Line };

    QStringList servers() const; ///< the last used first
    /// Puts it first; the eight last used are kept.
    void rememberServer(const QString &server);
    QString userAt(const QString &server) const;
    void rememberUser(const QString &server, const QString &user);
    /// The certificate (PEM) of the authority that is believed at this server; empty: the system's alone are.
    QByteArray authorityAt(const QString &server) const;
    void trustAuthority(const QString &server, const QByteArray &pem);
    /// With its user and its authority.
    void forgetServer(const QString &server);
    bool keepsPassword() const;
    void setKeepsPassword(bool keep);

    QString language() const; ///< "ko", "en", or empty: the system's
    void setLanguage(const QString &language);
    Appearance appearance() const;
    void setAppearance(Appearance appearance);
    int textSize() const; ///< percent, 100 to 200
    void setTextSize(int percent);
    bool notifies(Notice kind) const;
    void setNotifies(Notice kind, bool on);
    bool soundsHand() const; ///< a sound when a hand is raised
    void setSoundsHand(bool on);
    bool usesTray() const;
    void setUsesTray(bool on);
    QString draft(const QString &roomId) const; ///< what was written and not sent
    void setDraft(const QString &roomId, const QString &text);
    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray &geometry);
    QByteArray classLayout() const; ///< how the panels of a class stand; empty: as at first
    void setClassLayout(const QByteArray &layout);
    bool showsTiles() const; ///< people as tiles, not as a list
    void setShowsTiles(bool tiles);
    QString pictureFolder() const; ///< a folder that is there, as the next
    void setPictureFolder(const QString &folder);
    QString saveFolder() const;
    void setSaveFolder(const QString &folder);
    QString planFile() const; ///< the lesson plan last used; empty: the one without a place
    void setPlanFile(const QString &path);

private:
    QSettings m_settings{QStringLiteral("Lectern"), QStringLiteral("Console")};
};

} // namespace lectern
