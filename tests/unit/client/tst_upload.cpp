// SPDX-License-Identifier: GPL-3.0-or-later
#include "TusPeer.h"
#include "common/client/Upload.h"

#include <QtCore/QBuffer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;
using Asked = QList<QByteArray>;

/// Uploads that are torn, refused and taken back, against a server of the protocol that a test plays.
class UploadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void allOfItArrives();
    void anEmptyFileIsThereAtOnce();
    void aTornUploadGoesOnWhereItBroke();
    void whileTheServerIsAwayItWaits();
    void theServersCountIsTheTruth();
    void aRefusalIsFinalAndTheServerNeedNotWait();
    void aFullStorageIsSaidAtOnceOneThatIsAwayIsWaitedFor();
    void whatTheServerHasForgottenHasFailed();
    void aFileThatChangesUnderItHasFailed();
    void aCanceledOneIsTakenBackAtTheServer();

private:
    std::unique_ptr<Upload> uploadOf(const QByteArray &bytes);

    std::unique_ptr<TusPeer> m_peer;
    std::unique_ptr<ApiClient> m_client;
    QByteArray m_bytes;
    std::shared_ptr<QBuffer> m_data;
};

void UploadTest::init()
{
    m_peer = std::make_unique<TusPeer>();
    m_client = std::make_unique<ApiClient>(m_peer->url());
    m_client->setToken(u"jwt"_s);
    m_bytes.clear();
    for (int i = 0; i < 3'000'000; ++i)
        m_bytes.append(static_cast<char>(i * 2'654'435'761U >> 24));
}

std::unique_ptr<Upload> UploadTest::uploadOf(const QByteArray &bytes)
{
    m_data = std::make_shared<QBuffer>();
    m_data->setData(bytes);
    m_data->open(QIODevice::ReadOnly);
    return std::make_unique<Upload>(m_client->uploads(), u"FTYXPM"_s,
                                    Upload::File{u"칠판 1.png"_s, u"image/png"_s, m_data});
}

void UploadTest::allOfItArrives()
{
    const auto upload = uploadOf(m_bytes);
    QSignalSpy created(upload.get(), &Upload::created);
    QSignalSpy progress(upload.get(), &Upload::progress);
    QSignalSpy finished(upload.get(), &Upload::finished);
    upload->start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_peer->files["f1"].bytes, m_bytes);
    QCOMPARE(m_peer->files["f1"].metadata, "filename " + u"칠판 1.png"_s.toUtf8().toBase64() + ",filetype " +
                                               QByteArray("image/png").toBase64());
    QCOMPARE(m_peer->asked, Asked({"POST uploads", "PATCH f1 0"}));
    QCOMPARE(created.first().first().value<Attachment>().id, u"f1"_s);
    QCOMPARE(created.first().first().value<Attachment>().state, AttachmentState::Uploading);
    QCOMPARE(progress.first().at(0).toLongLong(), 0);
    QCOMPARE(progress.last().at(0).toLongLong(), m_bytes.size());
    QCOMPARE(progress.last().at(1).toLongLong(), m_bytes.size());
}

void UploadTest::anEmptyFileIsThereAtOnce()
{
    const auto upload = uploadOf({});
    QSignalSpy finished(upload.get(), &Upload::finished);
    upload->start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_peer->asked, Asked({"POST uploads"}));
}

void UploadTest::aTornUploadGoesOnWhereItBroke()
{
    const auto upload = uploadOf(m_bytes);
    QSignalSpy interrupted(upload.get(), &Upload::interrupted);
    QSignalSpy finished(upload.get(), &Upload::finished);
    m_peer->tearAt(1'234'567);
    upload->start();
    QTRY_COMPARE(interrupted.size(), 1);
    upload->retryNow();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_peer->files["f1"].bytes, m_bytes);
    QCOMPARE(m_peer->asked.mid(m_peer->asked.size() - 2), Asked({"HEAD f1", "PATCH f1 1234567"}));
}

void UploadTest::whileTheServerIsAwayItWaits()
{
    m_peer->leave();
    const auto upload = uploadOf(m_bytes);
    QSignalSpy interrupted(upload.get(), &Upload::interrupted);
    QSignalSpy finished(upload.get(), &Upload::finished);
    upload->start();
    QTRY_VERIFY(interrupted.size() >= 1);
    m_peer->comeBack();
    // By itself: nobody says that the line is back.
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_peer->files["f1"].bytes, m_bytes);
}

void UploadTest::theServersCountIsTheTruth()
{
    const auto upload = uploadOf(m_bytes);
    QSignalSpy interrupted(upload.get(), &Upload::interrupted);
    QSignalSpy finished(upload.get(), &Upload::finished);
    m_peer->refuseNext("PATCH", 409, "bad_request");
    upload->start();
    QTRY_COMPARE(interrupted.size(), 1);
    upload->retryNow();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m_peer->asked, Asked({"POST uploads", "PATCH f1 0", "HEAD f1", "PATCH f1 0"}));
}

void UploadTest::aRefusalIsFinalAndTheServerNeedNotWait()
{
    const auto upload = uploadOf(m_bytes);
    QSignalSpy failed(upload.get(), &Upload::failed);
    m_peer->refuseNext("PATCH", 415, "unsupported_media_type");
    upload->start();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().value<ApiError>().problem.code, ErrorCode::UnsupportedMediaType);
    QTRY_COMPARE(m_peer->asked.last(), "DELETE f1"_ba);
}

void UploadTest::aFullStorageIsSaidAtOnceOneThatIsAwayIsWaitedFor()
{
    const auto first = uploadOf(m_bytes);
    QSignalSpy failed(first.get(), &Upload::failed);
    m_peer->refuseNext("POST", 503, "storage_unavailable");
    first->start();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(m_peer->asked, Asked({"POST uploads"}));

    const auto second = uploadOf(m_bytes);
    QSignalSpy interrupted(second.get(), &Upload::interrupted);
    m_peer->refuseNext("PATCH", 503, "storage_unavailable");
    second->start();
    QTRY_COMPARE(interrupted.size(), 1);
}

void UploadTest::whatTheServerHasForgottenHasFailed()
{
    const auto upload = uploadOf(m_bytes);
    QSignalSpy interrupted(upload.get(), &Upload::interrupted);
    QSignalSpy failed(upload.get(), &Upload::failed);
    m_peer->tearAt(1'000'000);
    upload->start();
    QTRY_COMPARE(interrupted.size(), 1);
    m_peer->files.clear();
    upload->retryNow();
    QTRY_COMPARE(failed.size(), 1);
}

void UploadTest::aFileThatChangesUnderItHasFailed()
{
    const auto upload = uploadOf(m_bytes);
    QSignalSpy interrupted(upload.get(), &Upload::interrupted);
    QSignalSpy failed(upload.get(), &Upload::failed);
    m_peer->tearAt(1'000'000);
    upload->start();
    QTRY_COMPARE(interrupted.size(), 1);
    m_data->buffer().truncate(2'000'000);
    upload->retryNow();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().value<ApiError>().problem.code, ErrorCode::FileNotFound);
}

void UploadTest::aCanceledOneIsTakenBackAtTheServer()
{
    const auto upload = uploadOf(m_bytes);
    QSignalSpy interrupted(upload.get(), &Upload::interrupted);
    m_peer->tearAt(1'000'000);
    upload->start();
    QTRY_COMPARE(interrupted.size(), 1);
    upload->cancel();
    QTRY_COMPARE(m_peer->files.size(), 0);
    upload->retryNow();

    // Canceled before the server has said what it is called there.
    const auto early = uploadOf(m_bytes);
    QSignalSpy created(early.get(), &Upload::created);
    early->start();
    early->cancel();
    QTRY_COMPARE(m_peer->asked.last(), "DELETE f1"_ba);
    QCOMPARE(created.size(), 0);
}

QTEST_GUILESS_MAIN(UploadTest)
#include "tst_upload.moc"
