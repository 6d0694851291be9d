// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Limits.h"
#include "console/models/Recipient.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace lectern {

class MessageEdit;

/// Where the teacher writes: to whom, text, pictures. The draft stays until it was taken.
class Composer : public QWidget
{
    Q_OBJECT

public:
    explicit Composer(QWidget *parent = nullptr);

    /// The students who can be written to. The one who is chosen stays chosen.
    void setStudents(const Recipients &students);
    const Recipients &students() const { return m_students; }
    void setRecipients(const Recipients &recipients);
    /// Empty: everyone.
    const Recipients &recipients() const { return m_recipients; }
    /// In words.
    QString recipientsText() const;
    /// In code points; beyond it nothing can be sent.
    void setTextLimit(int characters);
    /// After a text was taken.
    void clearDraft();
    QString draft() const;
    void setDraft(const QString &text);
    void clear();
    void focusText();

Q_SIGNALS:
    void textGiven(const QString &text);
    void fileGiven(const QString &path);
    void pictureGiven(const QImage &picture);
    void pngGiven(const QByteArray &png);
    void draftChanged();
    void attachRequested();
    void snapshotRequested();
    /// More than one student is to be chosen.
    void severalRequested();

protected:
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void retranslate();
    void send();
    void giveFiles(const QList<QUrl> &files);
    void updateState();
    void updateChoices();
    void choose(int index);

    Recipients m_students;
    Recipients m_recipients;
    QLabel *m_toLabel;
    QComboBox *m_to;
    QLabel *m_counter;
    MessageEdit *m_edit;
    QPushButton *m_attach;
    QPushButton *m_snapshot;
    QPushButton *m_send;
    int m_limit = Limits().text;
};

} // namespace lectern
