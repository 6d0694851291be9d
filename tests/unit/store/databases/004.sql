-- A database of version 4: that of 003.sql, and what a host has settled about people since: a mute, a real name, a ban, hidden names, a roster.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL);
INSERT INTO schema_version VALUES(1,'001-initial',1795296704562);
INSERT INTO schema_version VALUES(2,'002-evidence-search-files',1795296704567);
INSERT INTO schema_version VALUES(3,'003-nodes',1795296704569);
INSERT INTO schema_version VALUES(4,'004-people',1795300704562);
CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
INSERT INTO setting VALUES('system_id','01M800BE1S597PAYFS5F9X5QYX');
CREATE TABLE storage_probe (filler BLOB NOT NULL);
CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    username TEXT NOT NULL,
    username_key TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0,
    token_generation INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
);
INSERT INTO account VALUES('u_01M800BE42591AHP53EYJXMN4X','kim','kim','김선생','','','teacher','$argon2id$v=19$m=65536,t=2,p=1$dJkLjta65c5OJ8lFpR0Xog$1eib8jnymm1oXB8vNCzkOPTN3RbniPMUVCq/wagges0',0,0,1795296704642);
INSERT INTO account VALUES('u_01M800BE6SCZHCRQKRD6WWQRE0','lee','lee','이민준','','','student','$argon2id$v=19$m=65536,t=2,p=1$JAZ8RtuLJ8E0ffxqxpdj1g$xpWu19mWTRRKcpCsRWDNozpeah0ANTau9DIOmNa2dFY',0,0,1795296704729);
CREATE TABLE revoked_token (
    id TEXT NOT NULL PRIMARY KEY,
    expires_at INTEGER NOT NULL
);
CREATE TABLE room (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    talk TEXT NOT NULL,
    locked INTEGER NOT NULL,
    history INTEGER NOT NULL,
    owner_id TEXT NOT NULL,
    owner_name TEXT NOT NULL,
    epoch TEXT NOT NULL,
    last_seq INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    ended_at INTEGER
, last_hash TEXT NOT NULL DEFAULT '', pruned_seq INTEGER NOT NULL DEFAULT 0, pruned_hash TEXT NOT NULL DEFAULT '', message_bytes INTEGER NOT NULL DEFAULT 0, timer_ends_at INTEGER, timer_label TEXT NOT NULL DEFAULT '', names TEXT NOT NULL DEFAULT 'shown', assistants TEXT NOT NULL DEFAULT '');
INSERT INTO room VALUES('GBVYBE','3학년 2반 국어','class','all',0,1,'u_01M800BE42591AHP53EYJXMN4X','김선생','01M800BEBMDWXWQNNW12N3PQVV',16,1795296704884,NULL,'9086512ef22c967080f8abde434efa0d99fb885625be5eb6599510e84c31fa50',0,'',695,1795302000000,'모둠 활동','hidden','u_01M800BE6SCZHCRQKRD6WWQRE0');
INSERT INTO room VALUES('AUNGXR','대화','chat','all',0,1,'u_01M800BE42591AHP53EYJXMN4X','김선생','01M800BEQXAQCVHWYK427W8K84',0,1795296705277,NULL,'',0,'',0,NULL,'','shown','');
CREATE TABLE member (
    room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    type TEXT NOT NULL,
    guest INTEGER NOT NULL,
    device TEXT NOT NULL,
    banned INTEGER NOT NULL DEFAULT 0,
    seen INTEGER NOT NULL DEFAULT 0,
    last_read_message TEXT NOT NULL DEFAULT '',
    last_read_seq INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL, real_name TEXT NOT NULL DEFAULT '', muted INTEGER NOT NULL DEFAULT 0, banned_at INTEGER,
    PRIMARY KEY (room_id, user_id)
);
INSERT INTO member VALUES('GBVYBE','u_01M800BE42591AHP53EYJXMN4X','김선생','김선생','teacher',0,'',0,1,'01M800BEFXE0MEAT6SHRXZ6F29',16,1795296704891,'',0,NULL);
INSERT INTO member VALUES('GBVYBE','u_01M800BEC33A6M0MJHGY29A4HH','민준','민준','student',1,'',0,1,'01M800BEFW15P484T2JNSKTV3J',15,1795296704899,'김민준',1,NULL);
INSERT INTO member VALUES('GBVYBE','u_01M800BED44A6M0MJHGY29A4HH','서연','서연','student',1,'',1,0,'01M800BEFW15P484T2JNSKTV3J',15,1795296704899,'',0,1795300705000);
CREATE TABLE attendance (
    id INTEGER NOT NULL PRIMARY KEY,
    room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    server_id TEXT NOT NULL,
    entered_at INTEGER NOT NULL,
    left_at INTEGER
);
INSERT INTO attendance VALUES(1,'GBVYBE','u_01M800BE42591AHP53EYJXMN4X','김선생','teacher','01M800BE794KNKG73CCWMMF467',1795296704894,NULL);
INSERT INTO attendance VALUES(2,'GBVYBE','u_01M800BEC33A6M0MJHGY29A4HH','민준','student','01M800BE794KNKG73CCWMMF467',1795296704903,NULL);
CREATE TABLE node (
    server_id TEXT NOT NULL PRIMARY KEY,
    seen_at INTEGER NOT NULL
);
INSERT INTO node VALUES('01M800BE794KNKG73CCWMMF467',1795296704749);
CREATE TABLE file (
    id TEXT NOT NULL PRIMARY KEY,
    room_id TEXT NOT NULL,
    uploader_id TEXT NOT NULL,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    created_at INTEGER NOT NULL
, state TEXT NOT NULL DEFAULT 'ready', changed_at INTEGER NOT NULL DEFAULT 0, upload_length INTEGER NOT NULL DEFAULT 0, told INTEGER NOT NULL DEFAULT 1);
CREATE TABLE IF NOT EXISTS "message" (
    number INTEGER NOT NULL PRIMARY KEY,
    room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    sender TEXT NOT NULL,
    sender_type TEXT NOT NULL,
    sender_name TEXT NOT NULL,
    target_type TEXT NOT NULL,
    target TEXT NOT NULL,
    ref TEXT NOT NULL,
    refers TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0,
    attachment_id TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL,
    search_text TEXT NOT NULL,
    hash TEXT NOT NULL DEFAULT '',
    terms TEXT NOT NULL DEFAULT ''
);
INSERT INTO message VALUES(1,'GBVYBE',1,'01M800BEF4608RFPEF6Z2Q43TN','send','u_01M800BE42591AHP53EYJXMN4X','teacher','김선생','all','','ra633571daj','',1795296704996,0,'','{"message":"여러분 안녕하세요"}','여러분 안녕하세요','29543b57ea5593ac42225b512849a3846450471627dc80ae7ba6a790c4e459b5','rGBVYBE 20xc548 b155xd558 b7ecxbd84 bd84x20 c138xc694 c548xb155 c5ecxb7ec c694x d558xc138');
INSERT INTO message VALUES(2,'GBVYBE',2,'01M800BEF692TGKHJ4DJ28X3SV','send','u_01M800BEC33A6M0MJHGY29A4HH','student','민준','all','','rfw9uistx7r8','',1795296704998,0,'','{"message":"숙제를 다 했어요 0"}','숙제를 다 했어요 0','01966f8bbb6cd45ff9159136e966f260525c329290a3e7d0a8dabb10081f5054','rGBVYBE 20x30 20xb2e4 20xd588 30x b2e4x20 b97cx20 c219xc81c c5b4xc694 c694x20 c81cxb97c d588xc5b4');
INSERT INTO message VALUES(3,'GBVYBE',3,'01M800BEF77B3YMR99Z0GAHRBT','send','u_01M800BEC33A6M0MJHGY29A4HH','student','민준','all','','r4d3duwyvouh','',1795296704999,0,'','{"message":"숙제를 다 했어요 1"}','숙제를 다 했어요 1','ccbee9ecc7ff92f7c6285e18b5779c695609eca6201daaedbef50a4e3ab5f9f9','rGBVYBE 20x31 20xb2e4 20xd588 31x b2e4x20 b97cx20 c219xc81c c5b4xc694 c694x20 c81cxb97c d588xc5b4');
INSERT INTO message VALUES(4,'GBVYBE',4,'01M800BEF8B8BWPMZPXRJVE4T7','send','u_01M800BEC33A6M0MJHGY29A4HH','student','민준','all','','r6gitc60r51t','',1795296705000,0,'','{"message":"숙제를 다 했어요 2"}','숙제를 다 했어요 2','42b57ca80001ec63fac3adbe3d74da3d03bce8439c9482e16db225eb0ccf5168','rGBVYBE 20x32 20xb2e4 20xd588 32x b2e4x20 b97cx20 c219xc81c c5b4xc694 c694x20 c81cxb97c d588xc5b4');
INSERT INTO message VALUES(5,'GBVYBE',5,'01M800BEF987EF6FGW8FF09XND','send','u_01M800BEC33A6M0MJHGY29A4HH','student','민준','all','','r5lpiuyzf7c8','',1795296705001,0,'','{"message":"숙제를 다 했어요 3"}','숙제를 다 했어요 3','f67239fa648ceb5b9e8bc3048da9a538faea31e77b960a09c29a3a44c937b672','rGBVYBE 20x33 20xb2e4 20xd588 33x b2e4x20 b97cx20 c219xc81c c5b4xc694 c694x20 c81cxb97c d588xc5b4');
INSERT INTO message VALUES(6,'GBVYBE',6,'01M800BEF987EF6FGW8FF09XNE','send','u_01M800BEC33A6M0MJHGY29A4HH','student','민준','all','','r0lcclwvln91','',1795296705001,0,'','{"message":"숙제를 다 했어요 4"}','숙제를 다 했어요 4','fd47d4a2d3846c3695891ebf28af07fa7b14a6d167714e65807e2e7716115eb4','rGBVYBE 20x34 20xb2e4 20xd588 34x b2e4x20 b97cx20 c219xc81c c5b4xc694 c694x20 c81cxb97c d588xc5b4');
INSERT INTO message VALUES(7,'GBVYBE',7,'01M800BEFAF2530QBJ16SYEVDE','send','u_01M800BEC33A6M0MJHGY29A4HH','student','민준','all','','rn3jt08eftrn','',1795296705002,0,'','{"message":"숙제를 다 했어요 5"}','숙제를 다 했어요 5','bcf9ba1b871249f16b65e1b56be89f5e1806080cd0df49edefb94fad87ba2f1d','rGBVYBE 20x35 20xb2e4 20xd588 35x b2e4x20 b97cx20 c219xc81c c5b4xc694 c694x20 c81cxb97c d588xc5b4');
INSERT INTO message VALUES(8,'GBVYBE',8,'01M800BEFBAD7741NRQJF1W6P7','send','u_01M800BEC33A6M0MJHGY29A4HH','student','민준','all','','r9pw5fej8wco','',1795296705003,0,'','{"message":"숙제를 다 했어요 6"}','숙제를 다 했어요 6','2e85103b4f401e4f6be10fb95de785d36ab549ca183216992e4da0b6156aca26','rGBVYBE 20x36 20xb2e4 20xd588 36x b2e4x20 b97cx20 c219xc81c c5b4xc694 c694x20 c81cxb97c d588xc5b4');
INSERT INTO message VALUES(9,'GBVYBE',9,'01M800BEFC26PWEZWHSQW658NQ','send','u_01M800BEC33A6M0MJHGY29A4HH','student','민준','all','','r73ecvzrslpv','',1795296705004,0,'','{"message":"숙제를 다 했어요 7"}','숙제를 다 했어요 7','450a3117f52f524aa0b04b21fbd8a50535b267cb0bee64cf80c8346861d99af5','rGBVYBE 20x37 20xb2e4 20xd588 37x b2e4x20 b97cx20 c219xc81c c5b4xc694 c694x20 c81cxb97c d588xc5b4');
INSERT INTO message VALUES(10,'GBVYBE',10,'01M800BEFM6CBV4MAT4J2H47DF','send','u_01M800BEC33A6M0MJHGY29A4HH','student','민준','all','','rc41albfh53u','',1795296705012,0,'','{"message":"숙제를 다 했어요 8"}','숙제를 다 했어요 8','e16e14f763312f89cb73799954723143dc00b27bb1f31856b6c5a01adaaacc96','rGBVYBE 20x38 20xb2e4 20xd588 38x b2e4x20 b97cx20 c219xc81c c5b4xc694 c694x20 c81cxb97c d588xc5b4');
INSERT INTO message VALUES(11,'GBVYBE',11,'01M800BEFRD2B00FNPWMY5DBD8','send','u_01M800BEC33A6M0MJHGY29A4HH','student','민준','all','','rhdeke9z7mzp','',1795296705016,0,'','{"message":"숙제를 다 했어요 9"}','숙제를 다 했어요 9','a4a842ef827108542eb4dec7c9f5ff0e45a8d74c489d0e498a29b4715ff88007','rGBVYBE 20x39 20xb2e4 20xd588 39x b2e4x20 b97cx20 c219xc81c c5b4xc694 c694x20 c81cxb97c d588xc5b4');
INSERT INTO message VALUES(12,'GBVYBE',12,'01M800BEFS95MBY6JYKWCSXWF0','send','u_01M800BEC33A6M0MJHGY29A4HH','student','민준','all','','rttfcgaonly','',1795296705017,0,'','{"message":"숙제를 다 했어요 10"}','숙제를 다 했어요 10','9da585cb508b0bce737dee7198da7d3174e68d540b3d9f3e5269b17046b71892','rGBVYBE 20x31 20xb2e4 20xd588 30x 31x30 b2e4x20 b97cx20 c219xc81c c5b4xc694 c694x20 c81cxb97c d588xc5b4');
INSERT INTO message VALUES(13,'GBVYBE',13,'01M800BEFT4AZSWY5BPVWW23VS','send','u_01M800BEC33A6M0MJHGY29A4HH','student','민준','all','','rdb4lqr8dyjo','',1795296705018,0,'','{"message":"숙제를 다 했어요 11"}','숙제를 다 했어요 11','e8f2095cf667aa026453c9e44297c7d4766e8afcb75433bebde6f116df73ba4e','rGBVYBE 20x31 20xb2e4 20xd588 31x 31x31 b2e4x20 b97cx20 c219xc81c c5b4xc694 c694x20 c81cxb97c d588xc5b4');
INSERT INTO message VALUES(14,'GBVYBE',14,'01M800BEFV1NX61AS3SR4RWN0Y','send','u_01M800BEC33A6M0MJHGY29A4HH','student','민준','all','','rnymnjzptwbk','',1795296705019,1,'','542d0fdece858187eb4b874ddbf0b8756c3739686d4ae95d2edba49b6c9dd687','','66e4da4a949133fc126870f8791152a09a5c90660d438e3f6151f67944f1ef5a','');
INSERT INTO message VALUES(15,'GBVYBE',15,'01M800BEFW15P484T2JNSKTV3J','delete','u_01M800BEC33A6M0MJHGY29A4HH','student','민준','all','','','01M800BEFV1NX61AS3SR4RWN0Y',1795296705020,0,'','{}','','53148991d5b877b77096a1371886073affdbf333c7b410eda78964b9b2f496d8','');
INSERT INTO message VALUES(16,'GBVYBE',16,'01M800BEFXE0MEAT6SHRXZ6F29','poll','u_01M800BE42591AHP53EYJXMN4X','teacher','김선생','all','','p','',1795296705021,0,'','{"message":{"anonymous":true,"choices":["네","아니요"],"multiple":false,"question":"이해했나요?","text":false}}','이해했나요? 네 아니요','9086512ef22c967080f8abde434efa0d99fb885625be5eb6599510e84c31fa50','rGBVYBE 20xb124 20xc544 3fx20 b098xc694 b124x20 b2c8xc694 c544xb2c8 c694x c694x3f c774xd574 d574xd588 d588xb098');
CREATE VIRTUAL TABLE message_search USING fts5 (terms, content = 'message', content_rowid = 'number', tokenize = 'ascii', detail = 'none',
    columnsize = 0);
CREATE TABLE file_chunk (
    sha256 TEXT NOT NULL,
    position INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (sha256, position)
);
CREATE TABLE vote (
    room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    poll_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (room_id, poll_id, user_id)
);
INSERT INTO vote VALUES('GBVYBE','01M800BEFXE0MEAT6SHRXZ6F29','u_01M800BEC33A6M0MJHGY29A4HH','{"message":{"choices":[0]},"messageType":"vote","refers":"01M800BEFXE0MEAT6SHRXZ6F29","senderType":"system","targetType":"all"}');
CREATE TABLE awaited (
    room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    body TEXT NOT NULL,
    last_seen INTEGER NOT NULL,
    until INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (room_id, user_id)
);
INSERT INTO awaited VALUES('GBVYBE','u_01M800BE42591AHP53EYJXMN4X','{"handRaisedAt":null,"id":"u_01M800BE42591AHP53EYJXMN4X","joinedAt":"2026-11-21T21:31:44.894Z","lastReadMessage":"01M800BEFXE0MEAT6SHRXZ6F29","name":"김선생","online":true,"seq":16,"serverId":"01M800BE794KNKG73CCWMMF467","type":"teacher"}',1795296705278,1795296735278,'timeout');
INSERT INTO awaited VALUES('GBVYBE','u_01M800BEC33A6M0MJHGY29A4HH','{"handRaisedAt":null,"id":"u_01M800BEC33A6M0MJHGY29A4HH","joinedAt":"2026-11-21T21:31:44.903Z","lastReadMessage":"01M800BEFW15P484T2JNSKTV3J","name":"민준","online":true,"seq":15,"serverId":"01M800BE794KNKG73CCWMMF467","type":"student"}',1795296705278,1795296715278,'timeout');
CREATE TABLE roster (
    room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    PRIMARY KEY (room_id, position)
);
INSERT INTO roster VALUES('GBVYBE',0,'민준','민준');
INSERT INTO roster VALUES('GBVYBE',1,'하준','하준');
CREATE UNIQUE INDEX account_username ON account (username_key) WHERE username_key <> '';
CREATE UNIQUE INDEX account_email ON account (email_key) WHERE email_key <> '';
CREATE INDEX room_owner ON room (owner_id);
CREATE UNIQUE INDEX member_device ON member (room_id, device) WHERE device <> '';
CREATE INDEX member_name ON member (room_id, name_key);
CREATE INDEX member_user ON member (user_id);
CREATE INDEX attendance_room ON attendance (room_id, user_id);
CREATE INDEX file_room ON file (room_id);
CREATE INDEX file_sha256 ON file (sha256);
CREATE UNIQUE INDEX message_seq ON message (room_id, seq);
CREATE UNIQUE INDEX message_id ON message (room_id, id);
CREATE UNIQUE INDEX message_ref ON message (room_id, sender, ref) WHERE ref <> '';
CREATE INDEX message_attachment ON message (attachment_id) WHERE attachment_id <> '';
CREATE INDEX message_sent ON message (sent_at);
CREATE INDEX message_poll ON message (room_id, seq) WHERE type = 'poll';
CREATE INDEX message_deletion ON message (room_id, refers) WHERE type = 'delete';
CREATE TRIGGER message_added AFTER INSERT ON message WHEN new.terms <> '' BEGIN INSERT INTO message_search (rowid, terms) VALUES (new.number, new.terms); END;
CREATE TRIGGER message_changed AFTER UPDATE OF terms ON message BEGIN INSERT INTO message_search (message_search, rowid, terms) SELECT 'delete', old.number, old.terms WHERE old.terms <> ''; INSERT INTO message_search (rowid, terms) SELECT new.number, new.terms WHERE new.terms <> ''; END;
CREATE TRIGGER message_removed AFTER DELETE ON message WHEN old.terms <> '' BEGIN INSERT INTO message_search (message_search, rowid, terms) VALUES ('delete', old.number, old.terms); END;
CREATE INDEX file_untold ON file (changed_at) WHERE told = 0;
CREATE INDEX awaited_until ON awaited (until);
CREATE INDEX attendance_open ON attendance (server_id) WHERE left_at IS NULL;
INSERT INTO message_search (message_search) VALUES ('rebuild');
COMMIT;
