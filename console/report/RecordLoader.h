// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/report/ClassRecord.h"

namespace lectern {

/// Brings the whole record of a class, open or ended.
class RecordLoader : public QObject
{
    Q_OBJECT

public:
    /// `api` outlives this.
    RecordLoader(ApiClient &api, const api::Room &room, QObject *parent = nullptr);

    void load();

Q_SIGNALS:
    void progress(int messages);
    void loaded(const lectern::ClassRecord &record);
    void failed(const lectern::ApiError &error);

private:
    void loadMessages();

    ApiClient &m_api;
    ClassRecord m_record;
};

} // namespace lectern
