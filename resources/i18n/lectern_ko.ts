<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en_US">
<context>
    <name>lectern::AskPanel</name>
    <message>
        <source>Questions</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>Yes or no?</source>
        <translation>예 / 아니요?</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>No</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Nothing has been asked yet.</source>
        <translation>아직 질문이 없습니다.</translation>
    </message>
    <message>
        <source>%1 of %2 have answered.</source>
        <translation>%2명 중 %1명이 답했습니다.</translation>
    </message>
    <message>
        <source>Closed, and shown to the students. Answers: %1</source>
        <translation>마감하고 학생에게 보였습니다. 답 %1개</translation>
    </message>
    <message>
        <source>Closed. Answers: %1</source>
        <translation>마감했습니다. 답 %1개</translation>
    </message>
    <message>
        <source>Questions asked</source>
        <translation>물어본 질문</translation>
    </message>
    <message>
        <source>&amp;Ask…</source>
        <translation>질문하기(&amp;A)…</translation>
    </message>
    <message>
        <source>Ask the class a question</source>
        <translation>수업에 질문합니다</translation>
    </message>
    <message>
        <source>&amp;Yes or no</source>
        <translation>예/아니요(&amp;Y)</translation>
    </message>
    <message>
        <source>Ask “Yes or no?” at once</source>
        <translation>“예 / 아니요?”를 바로 묻습니다</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>마감(&amp;C)</translation>
    </message>
    <message>
        <source>Take no more answers</source>
        <translation>답을 더 받지 않습니다</translation>
    </message>
    <message>
        <source>Close and &amp;show</source>
        <translation>마감하고 보이기(&amp;S)</translation>
    </message>
    <message>
        <source>Take no more answers, and show the result to the students</source>
        <translation>답을 더 받지 않고 결과를 학생에게 보입니다</translation>
    </message>
</context>
<context>
    <name>lectern::AttendanceSheet</name>
    <message>
        <source>student</source>
        <translation>학생</translation>
    </message>
    <message>
        <source>teacher</source>
        <translation>선생님</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Real name</source>
        <translation>실제 이름</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>구분</translation>
    </message>
    <message>
        <source>First came</source>
        <translation>처음 들어온 때</translation>
    </message>
    <message>
        <source>Last left</source>
        <translation>마지막 나간 때</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>분</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>머문 구간</translation>
    </message>
    <message>
        <source>From</source>
        <translation>들어옴</translation>
    </message>
    <message>
        <source>To</source>
        <translation>나감</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>출석</translation>
    </message>
</context>
<context>
    <name>lectern::BansDialog</name>
    <message>
        <source>Nobody is kept out.</source>
        <translation>막은 학생이 없습니다.</translation>
    </message>
    <message>
        <source>Who is kept out</source>
        <translation>막은 학생</translation>
    </message>
    <message>
        <source>&amp;Let in again</source>
        <translation>다시 들어오게 하기(&amp;L)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>%1, since %2</source>
        <translation>%1, %2부터</translation>
    </message>
</context>
<context>
    <name>lectern::ClassDocks</name>
    <message>
        <source>&amp;Reset the layout</source>
        <translation>처음 배치로 되돌리기(&amp;R)</translation>
    </message>
</context>
<context>
    <name>lectern::ClassExport</name>
    <message>
        <source>Save the class as a file</source>
        <translation>수업을 파일로 저장</translation>
    </message>
</context>
<context>
    <name>lectern::ClassHeader</name>
    <message>
        <source>Connected</source>
        <translation>연결됨</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>연결하는 중…</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>연결 끊김</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>끝남</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>연결 안 됨</translation>
    </message>
    <message>
        <source>Connection: %1</source>
        <translation>연결 상태: %1</translation>
    </message>
    <message>
        <source>State of the connection to the server</source>
        <translation>서버와의 연결 상태</translation>
    </message>
    <message>
        <source>Rename the class (F2)</source>
        <translation>수업 이름 바꾸기 (F2)</translation>
    </message>
    <message>
        <source>Rename the class</source>
        <translation>수업 이름 바꾸기</translation>
    </message>
    <message>
        <source>St&amp;udents write</source>
        <translation>학생 글(&amp;U)</translation>
    </message>
    <message>
        <source>to the teacher</source>
        <translation>선생님에게만</translation>
    </message>
    <message>
        <source>to everyone</source>
        <translation>모두에게</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>쓸 수 없음</translation>
    </message>
    <message>
        <source>Where students&apos; messages go</source>
        <translation>학생이 쓴 글을 누가 볼지 정합니다</translation>
    </message>
    <message>
        <source>Where students&apos; messages go (Alt+U)</source>
        <translation>학생이 쓴 글을 누가 볼지 정합니다 (Alt+U)</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>잠김</translation>
    </message>
    <message>
        <source>Lock the class</source>
        <translation>수업 잠그기</translation>
    </message>
    <message>
        <source>Nobody new can come in. Press to open (Ctrl+L)</source>
        <translation>새 학생이 들어올 수 없습니다. 누르면 다시 열립니다 (Ctrl+L)</translation>
    </message>
    <message>
        <source>Students can come in with the code. Press to lock (Ctrl+L)</source>
        <translation>학생이 코드로 들어올 수 있습니다. 누르면 잠급니다 (Ctrl+L)</translation>
    </message>
    <message>
        <source>End class</source>
        <translation>수업 끝내기</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>잠그기</translation>
    </message>
    <message>
        <source>End the class for everyone (Ctrl+Shift+E)</source>
        <translation>모두의 수업을 끝냅니다 (Ctrl+Shift+E)</translation>
    </message>
    <message>
        <source>Find a message (Ctrl+F)</source>
        <translation>메시지 찾기 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Find a message</source>
        <translation>메시지 찾기</translation>
    </message>
</context>
<context>
    <name>lectern::ClassSession</name>
    <message>
        <source>There is no connection at the moment. Please try again when it is back.</source>
        <translation>지금은 연결이 끊겨 있습니다. 다시 연결된 뒤에 해 주세요.</translation>
    </message>
</context>
<context>
    <name>lectern::ColleagueForm</name>
    <message>
        <source>A colleague&apos;s class</source>
        <translation>다른 선생님의 수업</translation>
    </message>
    <message>
        <source>&amp;Code</source>
        <translation>코드(&amp;C)</translation>
    </message>
    <message>
        <source>Six letters</source>
        <translation>영문자 여섯 글자</translation>
    </message>
    <message>
        <source>Code of a colleague&apos;s class</source>
        <translation>다른 선생님 수업의 코드</translation>
    </message>
    <message>
        <source>&amp;Enter</source>
        <translation>들어가기(&amp;E)</translation>
    </message>
    <message>
        <source>Come into the class; its teacher can make you a co-teacher there</source>
        <translation>수업에 들어갑니다. 수업을 연 선생님이 함께 가르치게 할 수 있습니다</translation>
    </message>
</context>
<context>
    <name>lectern::ComposePanel</name>
    <message>
        <source>Send a picture or file</source>
        <translation>사진이나 파일 보내기</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.gif *.webp)</source>
        <translation>사진 (*.png *.jpg *.jpeg *.gif *.webp)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Send a &amp;picture or file…</source>
        <translation>사진이나 파일 보내기(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Write</source>
        <translation>글쓰기(&amp;W)</translation>
    </message>
    <message>
        <source>Send a part of the s&amp;creen…</source>
        <translation>화면 일부 보내기(&amp;C)…</translation>
    </message>
    <message>
        <source>Write to se&amp;veral students…</source>
        <translation>여러 학생에게 쓰기(&amp;V)…</translation>
    </message>
</context>
<context>
    <name>lectern::Composer</name>
    <message>
        <source>%1 / %2: too long</source>
        <translation>%1 / %2: 너무 깁니다</translation>
    </message>
    <message>
        <source>A message that only %1 sees. Esc: back to everyone</source>
        <translation>%1 님만 보는 글입니다. Esc를 누르면 모두에게 쓰기로 돌아갑니다</translation>
    </message>
    <message>
        <source>Write to the class. Enter sends it</source>
        <translation>수업에 보낼 글을 쓰세요. Enter로 보냅니다</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter starts a new line (Ctrl+3)</source>
        <translation>Enter로 보내고, Shift+Enter로 줄을 바꿉니다 (Ctrl+3)</translation>
    </message>
    <message>
        <source>&amp;To:</source>
        <translation>받는 사람(&amp;T):</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>To whom the message goes</source>
        <translation>메시지를 받을 사람</translation>
    </message>
    <message>
        <source>To whom the message goes (Alt+T)</source>
        <translation>메시지를 받을 사람 (Alt+T)</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Send a picture or file (Ctrl+O); also by drag and drop, or Ctrl+V from the clipboard</source>
        <translation>사진이나 파일 보내기 (Ctrl+O). 끌어다 놓거나 Ctrl+V로 붙여 넣어도 됩니다</translation>
    </message>
    <message>
        <source>Send a picture or file</source>
        <translation>사진이나 파일 보내기</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>보내기</translation>
    </message>
    <message>
        <source>Send the message (Enter)</source>
        <translation>메시지 보내기 (Enter)</translation>
    </message>
    <message>
        <source>everyone</source>
        <translation>모두</translation>
    </message>
    <message numerus="yes">
        <source>%n student(s)</source>
        <translation>
            <numerusform>학생 %n명</numerusform>
        </translation>
    </message>
    <message>
        <source>Several students…</source>
        <translation>여러 학생…</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>화면 찍기</translation>
    </message>
    <message>
        <source>Send a part of the screen, with pen, arrow and box on it (F8)</source>
        <translation>화면 일부에 펜, 화살표, 상자를 그려 보냅니다 (F8)</translation>
    </message>
    <message>
        <source>Send a part of the screen</source>
        <translation>화면 일부 보내기</translation>
    </message>
</context>
<context>
    <name>lectern::ErrorText</name>
    <message>
        <source>The name “%1” was not found. Check the address, and whether this computer is online.</source>
        <translation>‘%1’ 주소를 찾을 수 없습니다. 주소가 맞는지, 컴퓨터가 인터넷에 연결되어 있는지 확인해 주세요.</translation>
    </message>
    <message>
        <source>Nothing answers at %1. Is the server running, and is the port right?</source>
        <translation>%1에서 응답이 없습니다. 서버가 켜져 있는지, 포트 번호가 맞는지 확인해 주세요.</translation>
    </message>
    <message>
        <source>%1 does not answer. The network may be slow, or a firewall is in between.</source>
        <translation>%1의 응답을 기다리다 시간이 지났습니다. 네트워크가 느리거나 방화벽에 막혔을 수 있습니다.</translation>
    </message>
    <message>
        <source>No secure connection to %1: %2</source>
        <translation>%1에 안전하게 연결할 수 없습니다: %2</translation>
    </message>
    <message>
        <source>Something answers at %1, but it is not a Lectern server.</source>
        <translation>%1에서 응답이 왔지만 교탁 서버가 아닙니다.</translation>
    </message>
    <message>
        <source>Canceled.</source>
        <translation>취소했습니다.</translation>
    </message>
    <message numerus="yes">
        <source>Too many tries. Please wait %n second(s).</source>
        <translation>
            <numerusform>시도가 너무 많았습니다. %n초 뒤에 다시 해 주세요.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server is busy. Please try again in %n second(s).</source>
        <translation>
            <numerusform>서버가 바쁩니다. %n초 뒤에 다시 해 주세요.</numerusform>
        </translation>
    </message>
    <message>
        <source>The user name or the password is wrong.</source>
        <translation>사용자 이름이나 비밀번호가 맞지 않습니다.</translation>
    </message>
    <message>
        <source>You are no longer signed in. Please sign in again.</source>
        <translation>로그인이 풀렸습니다. 다시 로그인해 주세요.</translation>
    </message>
    <message>
        <source>Your account may not do this.</source>
        <translation>이 계정으로는 할 수 없는 일입니다.</translation>
    </message>
    <message>
        <source>This class is not there any more.</source>
        <translation>없어진 수업입니다.</translation>
    </message>
    <message>
        <source>The class is full.</source>
        <translation>수업 정원이 찼습니다.</translation>
    </message>
    <message>
        <source>This name can&apos;t be used. It must have something visible in it and not be too long.</source>
        <translation>쓸 수 없는 이름입니다. 보이는 글자가 있어야 하고 너무 길지 않아야 합니다.</translation>
    </message>
    <message>
        <source>The text is too long.</source>
        <translation>글이 너무 깁니다.</translation>
    </message>
    <message>
        <source>The file is too large.</source>
        <translation>파일이 너무 큽니다.</translation>
    </message>
    <message>
        <source>This is not a picture that can be shown, or it is damaged.</source>
        <translation>보여 줄 수 없는 사진이거나 파일이 손상되었습니다.</translation>
    </message>
    <message>
        <source>Messages are switched off in this class.</source>
        <translation>이 수업에서는 글쓰기가 꺼져 있습니다.</translation>
    </message>
    <message>
        <source>That was too fast. Please wait a moment.</source>
        <translation>너무 빨리 보냈습니다. 잠시 기다려 주세요.</translation>
    </message>
    <message>
        <source>The server can&apos;t store anything at the moment. Its disk may be full.</source>
        <translation>지금 서버가 저장할 수 없습니다. 서버 디스크가 가득 찼을 수 있습니다.</translation>
    </message>
    <message>
        <source>The server is being restarted.</source>
        <translation>서버를 다시 시작하고 있습니다.</translation>
    </message>
    <message>
        <source>This person is not in the class.</source>
        <translation>수업에 없는 사람입니다.</translation>
    </message>
    <message>
        <source>This message is not there any more.</source>
        <translation>없어진 메시지입니다.</translation>
    </message>
    <message>
        <source>This file is not there any more.</source>
        <translation>없어진 파일입니다.</translation>
    </message>
    <message>
        <source>You were removed from the class.</source>
        <translation>수업에서 내보내졌습니다.</translation>
    </message>
    <message>
        <source>The class has ended.</source>
        <translation>수업이 끝났습니다.</translation>
    </message>
    <message>
        <source>This class was opened in another place with your account.</source>
        <translation>같은 계정으로 다른 곳에서 이 수업을 열었습니다.</translation>
    </message>
    <message>
        <source>Something went wrong in the server.</source>
        <translation>서버에 문제가 생겼습니다.</translation>
    </message>
    <message>
        <source>The server refused this (%1).</source>
        <translation>서버가 요청을 거절했습니다 (%1).</translation>
    </message>
    <message>
        <source>No class is open with this code. Please look at it again; the class may have ended.</source>
        <translation>이 코드로 열린 수업이 없습니다. 코드를 다시 확인해 주세요. 수업이 끝났을 수도 있습니다.</translation>
    </message>
    <message>
        <source>This class has ended. Its teacher can open it again.</source>
        <translation>끝난 수업입니다. 수업을 연 선생님이 다시 열 수 있습니다.</translation>
    </message>
    <message>
        <source>This class is locked: nobody new comes in. Its teacher can unlock it.</source>
        <translation>잠긴 수업이라 새로 들어갈 수 없습니다. 수업을 연 선생님이 잠금을 풀 수 있습니다.</translation>
    </message>
    <message>
        <source>This class is full.</source>
        <translation>수업 자리가 다 찼습니다.</translation>
    </message>
    <message>
        <source>You were removed from this class and are kept out. Its teacher can let you in again.</source>
        <translation>이 수업에서 내보내져 다시 들어갈 수 없습니다. 수업을 연 선생님이 다시 들어오게 할 수 있습니다.</translation>
    </message>
    <message>
        <source>The class is locked.</source>
        <translation>수업이 잠겨 있습니다.</translation>
    </message>
</context>
<context>
    <name>lectern::HeaderPanel</name>
    <message>
        <source>End the class</source>
        <translation>수업 끝내기</translation>
    </message>
    <message>
        <source>End “%1” for everyone? The students&apos; pages close. You can open the class again later.</source>
        <translation>‘%1’ 수업을 모두 끝낼까요? 학생 화면이 닫힙니다. 나중에 다시 열 수 있습니다.</translation>
    </message>
    <message>
        <source>Rename the class</source>
        <translation>수업 이름 바꾸기</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>새 이름</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>&amp;Rename the class…</source>
        <translation>수업 이름 바꾸기(&amp;R)…</translation>
    </message>
    <message>
        <source>Loc&amp;k the class</source>
        <translation>수업 잠그기(&amp;K)</translation>
    </message>
    <message>
        <source>Sa&amp;ve the class as a file…</source>
        <translation>수업을 파일로 저장(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;End the class…</source>
        <translation>수업 끝내기(&amp;E)…</translation>
    </message>
    <message>
        <source>Leave the &amp;class</source>
        <translation>수업에서 나가기(&amp;C)</translation>
    </message>
</context>
<context>
    <name>lectern::ImageViewer</name>
    <message>
        <source>Loading…</source>
        <translation>불러오는 중…</translation>
    </message>
    <message>
        <source>Own size</source>
        <translation>실제 크기</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>창에 맞추기</translation>
    </message>
    <message>
        <source>Fit the picture to the window, or show it in its own size (+)</source>
        <translation>사진을 창에 맞추거나 실제 크기로 보기 (+)</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>Save the picture on this computer</source>
        <translation>이 컴퓨터에 사진 저장</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Back to the class (Esc)</source>
        <translation>수업으로 돌아가기 (Esc)</translation>
    </message>
</context>
<context>
    <name>lectern::JoinCard</name>
    <message>
        <source>Copied</source>
        <translation>복사했습니다</translation>
    </message>
    <message>
        <source>Code for students</source>
        <translation>학생이 입력할 코드</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>주소 복사</translation>
    </message>
    <message>
        <source>Copy the join address to the clipboard</source>
        <translation>참여 주소를 클립보드에 복사</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>크게 보기</translation>
    </message>
    <message>
        <source>Fill the window with the code, for the projector (F11)</source>
        <translation>코드를 창에 가득 채워 보여 주기 (F11)</translation>
    </message>
    <message>
        <source>QR code of the join address</source>
        <translation>참여 주소 QR 코드</translation>
    </message>
    <message>
        <source>Class code %1</source>
        <translation>수업 코드 %1</translation>
    </message>
    <message>
        <source>Join address</source>
        <translation>참여 주소</translation>
    </message>
</context>
<context>
    <name>lectern::JoinPanel</name>
    <message>
        <source>Code for students</source>
        <translation>학생이 입력할 코드</translation>
    </message>
</context>
<context>
    <name>lectern::LessonPanel</name>
    <message>
        <source>Lesson plan</source>
        <translation>수업 계획</translation>
    </message>
    <message>
        <source>Push the &amp;next step of the plan</source>
        <translation>계획의 다음 차례 보내기(&amp;N)</translation>
    </message>
    <message>
        <source>Go to the lesson &amp;plan</source>
        <translation>수업 계획으로(&amp;P)</translation>
    </message>
</context>
<context>
    <name>lectern::LessonPlan</name>
    <message>
        <source>Pushed at %1</source>
        <translation>%1에 보냄</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음 차례</translation>
    </message>
</context>
<context>
    <name>lectern::LinePanel</name>
    <message>
        <source>This class has nearly used up its storage: %1 of %2. What goes beyond it is refused.</source>
        <translation>이 수업의 저장 공간이 거의 찼습니다: %2 중 %1. 그 이상은 받지 않습니다.</translation>
    </message>
    <message>
        <source>The connection is interrupted. What you write is kept, and sent when it is back.</source>
        <translation>연결이 끊겼습니다. 쓰신 글은 그대로 있고, 다시 연결되면 보내집니다.</translation>
    </message>
    <message numerus="yes">
        <source>Next try in %n second(s).</source>
        <translation>
            <numerusform>%n초 뒤에 다시 연결합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Trying now…</source>
        <translation>다시 연결하는 중…</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>지금 연결</translation>
    </message>
    <message>
        <source>The class has ended: the connection was away for too long.</source>
        <translation>연결이 오래 끊겨 있어 수업이 끝났습니다.</translation>
    </message>
    <message>
        <source>Open it again</source>
        <translation>수업 다시 열기</translation>
    </message>
    <message>
        <source>Go on here</source>
        <translation>여기서 계속하기</translation>
    </message>
    <message>
        <source>Back to my classes</source>
        <translation>내 수업으로</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>The server was updated to version %1. This console is version %2.</source>
        <translation>서버가 버전 %1(으)로 바뀌었습니다. 이 콘솔은 버전 %2입니다.</translation>
    </message>
    <message>
        <source>The connection is interrupted.</source>
        <translation>연결이 끊겼습니다.</translation>
    </message>
</context>
<context>
    <name>lectern::LineTrust</name>
    <message>
        <source>%1 shows a certificate of another authority than before. Somebody may be listening in between: nothing is sent to it. If the server was set up anew, sign out, forget it at the sign-in (the button beside its address) and sign in again.</source>
        <translation>%1에서 전과 다른 기관의 인증서가 왔습니다. 누군가 중간에서 엿듣고 있을 수 있어 아무것도 보내지 않습니다. 서버를 새로 설치했다면 로그아웃하고, 로그인 화면의 주소 옆 단추로 이 서버를 지운 뒤 다시 로그인하세요.</translation>
    </message>
</context>
<context>
    <name>lectern::MainWindow</name>
    <message>
        <source>“%1” has ended.</source>
        <translation>‘%1’ 수업을 끝냈습니다.</translation>
    </message>
    <message>
        <source>Close the console</source>
        <translation>프로그램 닫기</translation>
    </message>
    <message>
        <source>A class is being held. End it for everyone?</source>
        <translation>수업 중입니다. 모두의 수업을 끝낼까요?</translation>
    </message>
    <message>
        <source>If you only close the console, the students wait for you for a short while; then the class ends by itself. You can open it again later.</source>
        <translation>프로그램만 닫으면 학생들은 잠시 기다리고, 그 뒤에 수업이 저절로 끝납니다. 나중에 다시 열 수 있습니다.</translation>
    </message>
    <message>
        <source>End the class</source>
        <translation>수업 끝내기</translation>
    </message>
    <message>
        <source>Only close</source>
        <translation>프로그램만 닫기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>About Lectern</source>
        <translation>교탁 정보</translation>
    </message>
    <message>
        <source>Lectern %1</source>
        <translation>교탁 %1</translation>
    </message>
    <message>
        <source>The teacher&apos;s console of Lectern. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>교탁의 교사용 프로그램입니다. GNU 일반 공중 사용 허가서 3판 이상을 따르는 자유 소프트웨어입니다.</translation>
    </message>
    <message>
        <source>%1 – Lectern</source>
        <translation>%1 – 교탁</translation>
    </message>
    <message>
        <source>Lectern</source>
        <translation>교탁</translation>
    </message>
    <message>
        <source>&amp;Lectern</source>
        <translation>교탁(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Class</source>
        <translation>수업(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>메시지(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>언어(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;About Lectern</source>
        <translation>교탁 정보(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Sign out</source>
        <translation>로그아웃(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>Like the &amp;system</source>
        <translation>시스템 설정대로(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>밝게(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>어둡게(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>패널(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;People</source>
        <translation>학생(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>질문하기(&amp;A)</translation>
    </message>
    <message>
        <source>P&amp;rojector</source>
        <translation>프로젝터(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Notifications</source>
        <translation>알림(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Text size</source>
        <translation>글자 크기(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>단축키(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Copy diagnostics</source>
        <translation>진단 정보 복사(&amp;C)</translation>
    </message>
</context>
<context>
    <name>lectern::NotifyPanel</name>
    <message>
        <source>%1 raised a hand.</source>
        <translation>%1 님이 손을 들었습니다.</translation>
    </message>
    <message>
        <source>Came in: %1</source>
        <translation>들어옴: %1</translation>
    </message>
    <message>
        <source>The connection is interrupted.</source>
        <translation>연결이 끊겼습니다.</translation>
    </message>
    <message>
        <source>%1 has written.</source>
        <translation>%1 님이 글을 썼습니다.</translation>
    </message>
    <message>
        <source>Lectern</source>
        <translation>교탁</translation>
    </message>
    <message numerus="yes">
        <source>Lectern: %n unread message(s)</source>
        <translation>
            <numerusform>교탁: 안 읽은 글 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Tell of &amp;hands</source>
        <translation>손 들기 알리기(&amp;H)</translation>
    </message>
    <message>
        <source>Tell of &amp;messages</source>
        <translation>새 글 알리기(&amp;M)</translation>
    </message>
    <message>
        <source>Tell who &amp;comes in</source>
        <translation>들어온 사람 알리기(&amp;C)</translation>
    </message>
    <message>
        <source>Tell of an interrupted &amp;line</source>
        <translation>끊긴 연결 알리기(&amp;L)</translation>
    </message>
    <message>
        <source>A &amp;sound for a hand</source>
        <translation>손을 들면 소리 내기(&amp;S)</translation>
    </message>
    <message>
        <source>Show in the &amp;tray</source>
        <translation>트레이에 두기(&amp;T)</translation>
    </message>
</context>
<context>
    <name>lectern::Outbox</name>
    <message>
        <source>“%1” can&apos;t be read: %2</source>
        <translation>‘%1’ 파일을 읽을 수 없습니다: %2</translation>
    </message>
    <message>
        <source>“%1” is too large: at most %2 can be sent.</source>
        <translation>‘%1’ 파일이 너무 큽니다. %2까지 보낼 수 있습니다.</translation>
    </message>
    <message>
        <source>The picture is too large: at most %1 can be sent.</source>
        <translation>사진이 너무 큽니다. %1까지 보낼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>lectern::OwnRooms</name>
    <message>
        <source>Open this class again</source>
        <translation>이 수업 다시 열기</translation>
    </message>
    <message>
        <source>Go on with this class</source>
        <translation>이 수업 이어서 하기</translation>
    </message>
    <message>
        <source>My classes</source>
        <translation>내 수업</translation>
    </message>
    <message>
        <source>There is no class yet.
Give the first one a name, and begin.</source>
        <translation>아직 수업이 없습니다.
이름을 정하고 첫 수업을 시작해 보세요.</translation>
    </message>
    <message>
        <source>Enter in the list, or the button in its row</source>
        <translation>목록에서 Enter, 또는 줄에 있는 단추</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>보고서…</translation>
    </message>
    <message>
        <source>Charts, attendance and what was said: to read, print, or keep as a table</source>
        <translation>그래프, 출석, 주고받은 말을 읽고 인쇄하거나 표로 저장합니다</translation>
    </message>
    <message>
        <source>Class list…</source>
        <translation>학급 명단…</translation>
    </message>
    <message>
        <source>Names that students tap when they come in; also from a CSV file</source>
        <translation>학생이 들어올 때 고르는 이름. CSV 파일에서도 읽습니다</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>파일로 저장…</translation>
    </message>
    <message>
        <source>Messages, files and attendance of this class as one zip</source>
        <translation>이 수업의 메시지, 파일, 출석을 zip 파일 하나로 저장합니다</translation>
    </message>
    <message>
        <source>Search all…</source>
        <translation>모두 검색…</translation>
    </message>
    <message>
        <source>Search what was said in all your classes (Ctrl+F)</source>
        <translation>모든 수업에서 주고받은 말 검색 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>새로 고침</translation>
    </message>
    <message>
        <source>Ask the server for the list again (F5)</source>
        <translation>목록을 서버에서 다시 받기 (F5)</translation>
    </message>
</context>
<context>
    <name>lectern::PeopleActions</name>
    <message>
        <source>&amp;Next hand</source>
        <translation>다음 손(&amp;N)</translation>
    </message>
    <message>
        <source>Call on whoever has had a hand up longest, and lower it</source>
        <translation>가장 오래 손을 든 학생을 부르고 손을 내립니다</translation>
    </message>
    <message>
        <source>&amp;Pick someone</source>
        <translation>아무나 뽑기(&amp;P)</translation>
    </message>
    <message>
        <source>Call by chance on one of those who have been called on least often</source>
        <translation>가장 적게 발표한 학생 가운데 한 명을 무작위로 부릅니다</translation>
    </message>
    <message>
        <source>Lower &amp;all hands</source>
        <translation>모든 손 내리기(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>메시지(&amp;M)</translation>
    </message>
    <message>
        <source>Write to this student only (Enter in the list)</source>
        <translation>이 학생에게만 씁니다(목록에서 Enter)</translation>
    </message>
    <message>
        <source>&amp;Call on</source>
        <translation>발표시키기(&amp;C)</translation>
    </message>
    <message>
        <source>Note that they were called on, and lower their hand</source>
        <translation>발표한 것으로 적고 손을 내립니다</translation>
    </message>
    <message>
        <source>&amp;Lower hand</source>
        <translation>손 내리기(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>내보내기(&amp;R)</translation>
    </message>
    <message>
        <source>Remove from the class; they may come in again</source>
        <translation>수업에서 내보냅니다. 다시 들어올 수 있습니다</translation>
    </message>
    <message>
        <source>Remove and &amp;keep out</source>
        <translation>내보내고 막기(&amp;K)</translation>
    </message>
    <message>
        <source>Remove from the class; they can&apos;t come in again until you let them</source>
        <translation>수업에서 내보냅니다. 허락할 때까지 다시 들어올 수 없습니다</translation>
    </message>
    <message>
        <source>&amp;Hide names from the students</source>
        <translation>학생에게 이름 숨기기(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Who is kept out…</source>
        <translation>막은 학생(&amp;W)…</translation>
    </message>
    <message>
        <source>M&amp;ute</source>
        <translation>글 막기(&amp;U)</translation>
    </message>
    <message>
        <source>What they write is not taken; hand and answers go on</source>
        <translation>쓰는 글을 받지 않습니다. 손 들기와 답은 됩니다</translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation>이름 바꾸기(&amp;N)…</translation>
    </message>
    <message>
        <source>R&amp;eal name…</source>
        <translation>실명(&amp;E)…</translation>
    </message>
    <message>
        <source>Beside the name that they gave; only teachers see it</source>
        <translation>학생이 쓴 이름 옆에 적습니다. 선생님만 봅니다</translation>
    </message>
    <message>
        <source>C&amp;o-teacher</source>
        <translation>함께 가르치기(&amp;O)</translation>
    </message>
    <message>
        <source>May do in this class what you may</source>
        <translation>이 수업에서 선생님과 같은 일을 할 수 있습니다</translation>
    </message>
    <message>
        <source>Hand the class o&amp;ver…</source>
        <translation>수업 넘기기(&amp;V)…</translation>
    </message>
</context>
<context>
    <name>lectern::PeoplePanel</name>
    <message>
        <source>%1 is back.</source>
        <translation>%1 님이 다시 들어왔습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more are back.</source>
        <translation>
            <numerusform>%1 님 외 %n명이 다시 들어왔습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 came in.</source>
        <translation>%1 님이 들어왔습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more came in.</source>
        <translation>
            <numerusform>%1 님 외 %n명이 들어왔습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 left.</source>
        <translation>%1 님이 나갔습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more left.</source>
        <translation>
            <numerusform>%1 님 외 %n명이 나갔습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 raised a hand.</source>
        <translation>%1 님이 손을 들었습니다.</translation>
    </message>
    <message>
        <source>Go to the &amp;students</source>
        <translation>학생 목록으로(&amp;S)</translation>
    </message>
    <message>
        <source>People</source>
        <translation>학생</translation>
    </message>
    <message>
        <source>It is %1&apos;s turn.</source>
        <translation>%1 차례입니다.</translation>
    </message>
    <message>
        <source>%1 is being removed.</source>
        <translation>%1 님을 내보내는 중입니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n people are being removed.</source>
        <translation>
            <numerusform>%n명을 내보내는 중입니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message numerus="yes">
        <source>Students: %n</source>
        <translation>
            <numerusform>학생 %n명</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>hands: %n</source>
        <translation>
            <numerusform>손 %n명</numerusform>
        </translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>Who is here</source>
        <translation>들어와 있는 사람</translation>
    </message>
    <message>
        <source>Hands up</source>
        <translation>손 든 학생</translation>
    </message>
    <message>
        <source>Not called on yet</source>
        <translation>아직 발표 안 한 학생</translation>
    </message>
    <message>
        <source>Nothing written</source>
        <translation>글을 안 쓴 학생</translation>
    </message>
    <message>
        <source>Not seen the latest</source>
        <translation>최근 글을 안 본 학생</translation>
    </message>
    <message>
        <source>Who has left</source>
        <translation>나간 학생</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>이름순</translation>
    </message>
    <message>
        <source>By arrival</source>
        <translation>들어온 순</translation>
    </message>
    <message>
        <source>Latest answer first</source>
        <translation>최근 답한 순</translation>
    </message>
    <message>
        <source>Least called on first</source>
        <translation>적게 발표한 순</translation>
    </message>
    <message>
        <source>Which people are shown</source>
        <translation>보여 줄 학생</translation>
    </message>
    <message>
        <source>In which order people are shown</source>
        <translation>학생을 보여 줄 순서</translation>
    </message>
    <message>
        <source>Find a name</source>
        <translation>이름 찾기</translation>
    </message>
    <message>
        <source>People in the class</source>
        <translation>수업에 있는 사람</translation>
    </message>
    <message>
        <source>More for the selected people</source>
        <translation>고른 학생에게 더 하기</translation>
    </message>
    <message>
        <source>More for all</source>
        <translation>모두에게 더 하기</translation>
    </message>
    <message>
        <source>Find a &amp;name…</source>
        <translation>이름 찾기(&amp;N)…</translation>
    </message>
    <message>
        <source>People as &amp;tiles</source>
        <translation>학생을 타일로(&amp;T)</translation>
    </message>
    <message>
        <source>Real name</source>
        <translation>실명</translation>
    </message>
    <message>
        <source>Rename a student</source>
        <translation>학생 이름 바꾸기</translation>
    </message>
    <message>
        <source>Real name of %1; only teachers see it</source>
        <translation>%1 님의 실명. 선생님만 봅니다</translation>
    </message>
    <message>
        <source>New name, for everyone</source>
        <translation>모두에게 보이는 새 이름</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Hand the class over</source>
        <translation>수업 넘기기</translation>
    </message>
    <message>
        <source>Hand the class over to %1? It is theirs then, and ends with them.</source>
        <translation>수업을 %1 님에게 넘길까요? 그때부터 그분의 수업이고, 그분과 함께 끝납니다.</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>넘기기</translation>
    </message>
    <message numerus="yes">
        <source>Not here yet: %n</source>
        <translation>
            <numerusform>아직 안 온 학생 %n명</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::PersonWords</name>
    <message>
        <source>is being removed</source>
        <translation>내보내는 중</translation>
    </message>
    <message>
        <source>line is down</source>
        <translation>연결 끊김</translation>
    </message>
    <message>
        <source>left %1</source>
        <translation>%1에 나감</translation>
    </message>
    <message>
        <source>you</source>
        <translation>나</translation>
    </message>
    <message>
        <source>teacher</source>
        <translation>선생님</translation>
    </message>
    <message>
        <source>nothing written yet</source>
        <translation>아직 쓴 글 없음</translation>
    </message>
    <message>
        <source>hand raised at %1</source>
        <translation>%1에 손 듦</translation>
    </message>
    <message>
        <source>here since %1</source>
        <translation>%1부터 있음</translation>
    </message>
    <message numerus="yes">
        <source>called on %n time(s)</source>
        <translation>
            <numerusform>%n번 발표함</numerusform>
        </translation>
    </message>
    <message>
        <source>not called on yet</source>
        <translation>아직 발표 안 함</translation>
    </message>
    <message>
        <source>%1: “%2”</source>
        <translation>%1: “%2”</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>글 막음</translation>
    </message>
    <message>
        <source>co-teacher</source>
        <translation>함께 가르침</translation>
    </message>
    <message>
        <source>over a slow line (events)</source>
        <translation>느린 연결(이벤트)</translation>
    </message>
    <message>
        <source>over STOMP</source>
        <translation>STOMP로</translation>
    </message>
    <message>
        <source>over SockJS</source>
        <translation>SockJS로</translation>
    </message>
    <message>
        <source>over the chat page</source>
        <translation>대화 페이지로</translation>
    </message>
    <message>
        <source>over the relay</source>
        <translation>중계로</translation>
    </message>
</context>
<context>
    <name>lectern::PlanFile</name>
    <message>
        <source>This is not a lesson plan, or it is damaged.</source>
        <translation>수업 계획이 아니거나 손상된 파일입니다.</translation>
    </message>
    <message>
        <source>This lesson plan was made by a later version of Lectern.</source>
        <translation>더 새로운 교탁에서 만든 수업 계획입니다.</translation>
    </message>
    <message>
        <source>Step %1 of this lesson plan is damaged.</source>
        <translation>이 수업 계획의 %1번째 차례가 손상되었습니다.</translation>
    </message>
</context>
<context>
    <name>lectern::PlanPanel</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>The step is removed.</source>
        <translation>차례를 지웠습니다.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Lesson plan</source>
        <translation>수업 계획</translation>
    </message>
    <message>
        <source>All is pushed</source>
        <translation>모두 보냈습니다</translation>
    </message>
    <message>
        <source>Push the next step (%1)</source>
        <translation>다음 차례 보내기 (%1)</translation>
    </message>
    <message>
        <source>Open or save the plan</source>
        <translation>계획 열기·저장</translation>
    </message>
    <message>
        <source>Add a text</source>
        <translation>글 추가</translation>
    </message>
    <message>
        <source>Add pictures or files; also by drag and drop, or Ctrl+V in the list</source>
        <translation>사진이나 파일 추가. 끌어다 놓거나 목록에서 Ctrl+V로도 됩니다</translation>
    </message>
    <message>
        <source>Change the text or caption (Space)</source>
        <translation>글이나 설명 고치기 (스페이스)</translation>
    </message>
    <message>
        <source>Move up (Ctrl+Up)</source>
        <translation>위로 (Ctrl+↑)</translation>
    </message>
    <message>
        <source>Move down (Ctrl+Down)</source>
        <translation>아래로 (Ctrl+↓)</translation>
    </message>
    <message>
        <source>Remove the step (Delete)</source>
        <translation>차례 지우기 (Delete)</translation>
    </message>
    <message>
        <source>&amp;New plan</source>
        <translation>새 계획(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open a plan…</source>
        <translation>계획 열기(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save the plan as…</source>
        <translation>계획을 다른 이름으로 저장(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Begin again with the first step</source>
        <translation>첫 차례부터 다시(&amp;B)</translation>
    </message>
    <message>
        <source>Prepare texts and pictures here, in the order in which the class will get them.</source>
        <translation>보낼 글과 사진을 순서대로 여기에 준비해 두세요.</translation>
    </message>
    <message>
        <source>Steps of the lesson plan</source>
        <translation>수업 계획의 차례</translation>
    </message>
    <message>
        <source>Enter or a double click pushes a step to everyone</source>
        <translation>Enter나 두 번 누르기로 그 차례를 모두에게 보냅니다</translation>
    </message>
    <message>
        <source>Push it to everyone (F9)</source>
        <translation>모두에게 보냅니다 (F9)</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>A text for the plan</source>
        <translation>계획에 넣을 글</translation>
    </message>
    <message>
        <source>What the class will read</source>
        <translation>학생들이 읽을 글</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>What stands below “%1”</source>
        <translation>‘%1’ 아래에 붙일 설명</translation>
    </message>
    <message>
        <source>Change the text</source>
        <translation>글 고치기</translation>
    </message>
    <message>
        <source>Pictures and files for the plan</source>
        <translation>계획에 넣을 사진과 파일</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.gif *.webp)</source>
        <translation>사진 (*.png *.jpg *.jpeg *.gif *.webp)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Open a lesson plan</source>
        <translation>수업 계획 열기</translation>
    </message>
    <message>
        <source>Lesson plans (*.lectern)</source>
        <translation>수업 계획 (*.lectern)</translation>
    </message>
    <message>
        <source>Save the lesson plan</source>
        <translation>수업 계획 저장</translation>
    </message>
    <message>
        <source>New lesson plan</source>
        <translation>새 수업 계획</translation>
    </message>
    <message>
        <source>The plan as it is has no file of its own, and will be gone. Begin anew?</source>
        <translation>지금 계획은 따로 저장한 파일이 없어 사라집니다. 새로 시작할까요?</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>새로 시작</translation>
    </message>
</context>
<context>
    <name>lectern::PlanStore</name>
    <message>
        <source>“%1” can&apos;t be written: %2</source>
        <translation>‘%1’ 파일을 저장할 수 없습니다: %2</translation>
    </message>
    <message>
        <source>“%1” can&apos;t be read: %2</source>
        <translation>‘%1’ 파일을 읽을 수 없습니다: %2</translation>
    </message>
    <message>
        <source>“%1” is too large: at most %2 can be sent.</source>
        <translation>‘%1’ 파일이 너무 큽니다. %2까지 보낼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>lectern::PollChart</name>
    <message>
        <source>Answers</source>
        <translation>답</translation>
    </message>
</context>
<context>
    <name>lectern::PollDialog</name>
    <message>
        <source>Choi&amp;ces, one a line</source>
        <translation>보기, 한 줄에 하나(&amp;C)</translation>
    </message>
    <message>
        <source>Nobody sees &amp;who answered what</source>
        <translation>누가 무엇을 골랐는지 보이지 않음(&amp;W)</translation>
    </message>
    <message>
        <source>Ask the class</source>
        <translation>수업에 질문하기</translation>
    </message>
    <message>
        <source>One answer</source>
        <translation>하나만 고르기</translation>
    </message>
    <message>
        <source>Several answers</source>
        <translation>여럿 고르기</translation>
    </message>
    <message>
        <source>Open text</source>
        <translation>글로 답하기</translation>
    </message>
    <message>
        <source>&amp;Question</source>
        <translation>질문(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>종류(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>질문하기(&amp;A)</translation>
    </message>
    <message>
        <source>Ask the class (Ctrl+Enter)</source>
        <translation>수업에 질문합니다(Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>lectern::ProjectorPanel</name>
    <message>
        <source>&amp;Open the projector</source>
        <translation>프로젝터 열기(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Automatically: an open question, else the code</source>
        <translation>자동: 열린 질문, 없으면 코드(&amp;A)</translation>
    </message>
    <message>
        <source>The &amp;code</source>
        <translation>코드(&amp;C)</translation>
    </message>
    <message>
        <source>The &amp;picture sent last</source>
        <translation>마지막으로 보낸 사진(&amp;P)</translation>
    </message>
    <message>
        <source>The &amp;answers to the question</source>
        <translation>질문의 답(&amp;A)</translation>
    </message>
</context>
<context>
    <name>lectern::ProjectorWindow</name>
    <message>
        <source>Open the address or scan the picture, then type the code</source>
        <translation>주소를 열거나 그림을 찍은 뒤 코드를 입력하세요</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Back to the class (Esc)</source>
        <translation>수업으로 돌아가기(Esc)</translation>
    </message>
    <message numerus="yes">
        <source>%n here</source>
        <translation>
            <numerusform>%n명 참여</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>답 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Lectern – projector</source>
        <translation>교탁 – 프로젝터</translation>
    </message>
    <message>
        <source>What the class sees on the wall</source>
        <translation>벽에 비추는 화면</translation>
    </message>
    <message>
        <source>QR code of the join address</source>
        <translation>참여 주소 QR 코드</translation>
    </message>
    <message>
        <source>The picture sent last</source>
        <translation>마지막으로 보낸 사진</translation>
    </message>
</context>
<context>
    <name>lectern::PulsePanel</name>
    <message>
        <source>Pulse</source>
        <translation>이해도</translation>
    </message>
    <message>
        <source>Students can tell how they follow: got it, lost, slower, faster.</source>
        <translation>학생은 이해도를 알릴 수 있습니다: 알겠어요, 모르겠어요, 천천히, 빨리.</translation>
    </message>
    <message>
        <source>got it: %1 · lost: %2 · slower: %3 · faster: %4</source>
        <translation>알겠어요 %1 · 모르겠어요 %2 · 천천히 %3 · 빨리 %4</translation>
    </message>
    <message>
        <source>%1: a dip</source>
        <translation>%1: 떨어짐</translation>
    </message>
    <message>
        <source>%1: a dip at “%2”</source>
        <translation>%1: “%2”에서 떨어짐</translation>
    </message>
    <message>
        <source>Trend of how the class follows</source>
        <translation>이해도의 흐름</translation>
    </message>
    <message>
        <source>Where the class was lost</source>
        <translation>이해도가 떨어진 곳</translation>
    </message>
</context>
<context>
    <name>lectern::ReadersModel</name>
    <message>
        <source>has seen it</source>
        <translation>읽음</translation>
    </message>
    <message>
        <source>has not seen it yet</source>
        <translation>아직 읽지 않음</translation>
    </message>
</context>
<context>
    <name>lectern::RecipientDialog</name>
    <message>
        <source>Write to them</source>
        <translation>이 학생들에게 쓰기</translation>
    </message>
    <message>
        <source>Several students</source>
        <translation>여러 학생</translation>
    </message>
    <message>
        <source>Look for a name</source>
        <translation>이름 찾기</translation>
    </message>
    <message>
        <source>Students; a space ticks one</source>
        <translation>학생 목록. 스페이스로 고릅니다</translation>
    </message>
    <message>
        <source>All</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>None</source>
        <translation>모두 해제</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message numerus="yes">
        <source>%n student(s)</source>
        <translation>
            <numerusform>학생 %n명</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::RegionPicker</name>
    <message>
        <source>Choose a region of the screen</source>
        <translation>화면에서 보낼 부분 고르기</translation>
    </message>
    <message>
        <source>Drag over what the class is to see, or use the arrow keys (Shift: the size) and Enter. Ctrl+A takes all of it, Escape nothing.</source>
        <translation>학생에게 보일 부분을 끌어서 고르거나, 화살표 키(Shift: 크기)와 Enter를 쓰세요. Ctrl+A는 전체, Esc는 취소입니다.</translation>
    </message>
    <message>
        <source>Drag over what the class is to see. Enter: this region, Ctrl+A: all, Esc: nothing</source>
        <translation>보일 부분을 끌어서 고르세요. Enter: 이 부분, Ctrl+A: 전체, Esc: 취소</translation>
    </message>
</context>
<context>
    <name>lectern::ReportCharts</name>
    <message>
        <source>%1 (%2 %)</source>
        <translation>%1명 (%2 %)</translation>
    </message>
</context>
<context>
    <name>lectern::ReportDialog</name>
    <message>
        <source>Loading the class…</source>
        <translation>수업을 불러오는 중…</translation>
    </message>
    <message>
        <source>Report: %1</source>
        <translation>보고서: %1</translation>
    </message>
    <message>
        <source>Report of the class</source>
        <translation>수업 보고서</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>PDF로 저장…</translation>
    </message>
    <message>
        <source>report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>인쇄…</translation>
    </message>
    <message>
        <source>Attendance as XLSX…</source>
        <translation>출석을 XLSX로…</translation>
    </message>
    <message>
        <source>attendance</source>
        <translation>출석</translation>
    </message>
    <message>
        <source>Attendance as CSV…</source>
        <translation>출석을 CSV로…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message numerus="yes">
        <source>Loading the class: %n message(s)…</source>
        <translation>
            <numerusform>수업을 불러오는 중: 메시지 %n개…</numerusform>
        </translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>다른 이름으로 저장</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>저장했습니다: %1</translation>
    </message>
    <message>
        <source>“%1” can&apos;t be written.</source>
        <translation>‘%1’ 파일을 저장할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>lectern::ReportDocument</name>
    <message numerus="yes">
        <source>%n student(s)</source>
        <translation>
            <numerusform>학생 %n명</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) of the teacher</source>
        <translation>
            <numerusform>선생님 메시지 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of students</source>
        <translation>
            <numerusform>학생 메시지 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) and files</source>
        <translation>
            <numerusform>사진과 파일 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Who was there</source>
        <translation>함께한 학생 수</translation>
    </message>
    <message>
        <source>How much was said</source>
        <translation>주고받은 말</translation>
    </message>
    <message>
        <source>The result was not shown to the class, and is not kept.</source>
        <translation>결과를 학생들에게 보이지 않아 남아 있지 않습니다.</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>출석</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n분</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>머문 시간</translation>
    </message>
    <message>
        <source>From – to</source>
        <translation>들어옴 – 나감</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>주고받은 내용</translation>
    </message>
</context>
<context>
    <name>lectern::RoomDelegate</name>
    <message>
        <source>Open since %1</source>
        <translation>%1부터 열림</translation>
    </message>
    <message numerus="yes">
        <source>%n in it</source>
        <translation>
            <numerusform>%n명 참여 중</numerusform>
        </translation>
    </message>
    <message>
        <source>Ended %1</source>
        <translation>%1에 끝남</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>이어서 하기</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>다시 열기</translation>
    </message>
</context>
<context>
    <name>lectern::RoomsPage</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Please give the class a name.</source>
        <translation>수업 이름을 입력해 주세요.</translation>
    </message>
    <message>
        <source>Hello, %1</source>
        <translation>%1 님, 안녕하세요</translation>
    </message>
    <message>
        <source>New class</source>
        <translation>새 수업</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>이름(&amp;N)</translation>
    </message>
    <message>
        <source>For instance: Maths, class 3-2</source>
        <translation>예: 3학년 2반 수학</translation>
    </message>
    <message>
        <source>Name of the class</source>
        <translation>수업 이름</translation>
    </message>
    <message>
        <source>&amp;Students&apos; messages</source>
        <translation>학생 글(&amp;S)</translation>
    </message>
    <message>
        <source>Where students&apos; messages go</source>
        <translation>학생이 쓴 글을 누가 볼지 정합니다</translation>
    </message>
    <message>
        <source>Only to the teacher</source>
        <translation>선생님에게만</translation>
    </message>
    <message>
        <source>To everyone</source>
        <translation>모두에게</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>쓸 수 없음</translation>
    </message>
    <message>
        <source>Begin the class</source>
        <translation>수업 시작</translation>
    </message>
    <message>
        <source>Make a room with a code for the students (Enter)</source>
        <translation>학생이 들어올 코드를 만들고 시작합니다 (Enter)</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>로그아웃</translation>
    </message>
    <message>
        <source>Sign out from %1</source>
        <translation>%1에서 로그아웃</translation>
    </message>
    <message>
        <source>Lesson plan</source>
        <translation>수업 계획</translation>
    </message>
    <message>
        <source>Prepare a lesson plan…</source>
        <translation>수업 계획 준비…</translation>
    </message>
    <message>
        <source>Texts and pictures in order, to be pushed one after the other in the class</source>
        <translation>수업에서 하나씩 보낼 글과 사진을 순서대로 준비합니다</translation>
    </message>
    <message>
        <source>The code of a class has six letters. Please look at it again.</source>
        <translation>수업 코드는 영문자 여섯 글자입니다. 다시 확인해 주세요.</translation>
    </message>
</context>
<context>
    <name>lectern::RosterDialog</name>
    <message>
        <source>Keep the list</source>
        <translation>명단 저장</translation>
    </message>
    <message>
        <source>Class list: %1</source>
        <translation>학급 명단: %1</translation>
    </message>
    <message>
        <source>One name a line. Students tap their name when they come in. An empty list: they write it.</source>
        <translation>한 줄에 이름 하나씩. 학생은 들어올 때 자기 이름을 고릅니다. 명단이 비어 있으면 직접 씁니다.</translation>
    </message>
    <message>
        <source>Names of the class, one a line</source>
        <translation>학급의 이름, 한 줄에 하나씩</translation>
    </message>
    <message>
        <source>From a CSV file…</source>
        <translation>CSV 파일에서…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>A class list</source>
        <translation>학급 명단</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt)</source>
        <translation>표 (*.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>“%1” can&apos;t be read: %2</source>
        <translation>‘%1’ 파일을 읽을 수 없습니다: %2</translation>
    </message>
    <message>
        <source>There are no names in this file. It should be a table with a column “name”.</source>
        <translation>이 파일에는 이름이 없습니다. ‘이름’ 칸이 있는 표여야 합니다.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message numerus="yes">
        <source>%n name(s)</source>
        <translation>
            <numerusform>이름 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::SaveJob</name>
    <message>
        <source>“%1” can&apos;t be written: %2</source>
        <translation>‘%1’ 파일을 저장할 수 없습니다: %2</translation>
    </message>
</context>
<context>
    <name>lectern::SaveProgress</name>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>저장하는 중…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 중 %1</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>저장했습니다: %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>lectern::ScreenGrab</name>
    <message>
        <source>This screen does not give a picture of itself.</source>
        <translation>이 화면은 찍을 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>lectern::ScreenshotPortal</name>
    <message>
        <source>This desktop does not let programs take pictures of the screen: %1 Use the desktop&apos;s own screenshot key, and paste the picture here.</source>
        <translation>이 데스크톱은 프로그램이 화면을 찍는 것을 허용하지 않습니다: %1 데스크톱의 화면 찍기 키를 쓴 다음 여기에 붙여 넣으세요.</translation>
    </message>
    <message>
        <source>The desktop did not allow a picture of the screen. It can be allowed in the desktop&apos;s settings, under privacy.</source>
        <translation>데스크톱이 화면 찍기를 허용하지 않았습니다. 데스크톱 설정의 개인 정보 항목에서 허용할 수 있습니다.</translation>
    </message>
    <message>
        <source>The desktop&apos;s picture of the screen can&apos;t be read.</source>
        <translation>데스크톱이 찍은 화면을 읽을 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>lectern::SearchAllDialog</name>
    <message>
        <source>Search all classes</source>
        <translation>모든 수업 검색</translation>
    </message>
    <message>
        <source>Search what was said in all your classes</source>
        <translation>모든 수업에서 주고받은 말 검색</translation>
    </message>
    <message>
        <source>Messages found</source>
        <translation>찾은 메시지</translation>
    </message>
    <message>
        <source>Part of a word is enough. A click on a message shows its class.</source>
        <translation>낱말의 일부만 써도 됩니다. 메시지를 누르면 그 수업이 열립니다.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>찾는 중…</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>찾은 메시지가 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s), the newest first</source>
        <translation>
            <numerusform>메시지 %n개, 최근 것부터</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n class(es) could not be searched.</source>
        <translation>
            <numerusform>수업 %n개는 검색하지 못했습니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::SearchPanel</name>
    <message>
        <source>Part of a word is enough.</source>
        <translation>낱말의 일부만 입력해도 됩니다.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>찾는 중…</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>찾은 메시지가 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>More than %n message(s), the newest first</source>
        <translation>
            <numerusform>메시지 %n개 이상, 최근 것부터</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s), the newest first</source>
        <translation>
            <numerusform>메시지 %n개, 최근 것부터</numerusform>
        </translation>
    </message>
    <message>
        <source>Search what was said in this class</source>
        <translation>이 수업에서 나온 말 찾기</translation>
    </message>
    <message>
        <source>Back to the messages (Escape)</source>
        <translation>메시지로 돌아가기 (Esc)</translation>
    </message>
    <message>
        <source>Back to the messages</source>
        <translation>메시지로 돌아가기</translation>
    </message>
    <message>
        <source>Messages found</source>
        <translation>찾은 메시지</translation>
    </message>
</context>
<context>
    <name>lectern::ServerField</name>
    <message>
        <source>Forget a server</source>
        <translation>서버 지우기</translation>
    </message>
    <message>
        <source>Forget %1, with the user name, the password and the certificate that are kept for it?</source>
        <translation>%1을(를) 목록에서 지울까요? 저장된 사용자 이름, 비밀번호, 인증서도 함께 지워집니다.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>서버 주소</translation>
    </message>
    <message>
        <source>For instance https://lectern.example.org or 192.168.0.10:8080</source>
        <translation>예: https://lectern.example.org 또는 192.168.0.10:8080</translation>
    </message>
    <message>
        <source>Forget this server</source>
        <translation>이 서버 지우기</translation>
    </message>
    <message>
        <source>Forget this server, and the password kept for it (Del in the list)</source>
        <translation>이 서버와 저장된 비밀번호를 지웁니다 (목록에서 Del)</translation>
    </message>
    <message>
        <source>Found in this network:</source>
        <translation>이 네트워크에서 찾은 서버:</translation>
    </message>
</context>
<context>
    <name>lectern::ServerTrust</name>
    <message>
        <source>The certificate of %1 does not come from the authority that you trusted. Somebody may be listening in between. If the server was set up anew, forget it here (the button beside its address) and sign in again.

Now it shows:
%2</source>
        <translation>%1의 인증서가 전에 믿기로 한 기관의 것이 아닙니다. 누군가 중간에서 엿듣고 있을 수 있습니다. 서버를 새로 설치했다면 주소 옆의 단추로 이 서버를 지우고 다시 로그인하세요.

지금 보이는 지문:
%2</translation>
    </message>
    <message>
        <source>A server of the school</source>
        <translation>학교 안의 서버</translation>
    </message>
    <message>
        <source>Nobody known to this computer vouches for %1. Is this its fingerprint?</source>
        <translation>이 컴퓨터가 아는 기관 가운데 %1을(를) 보증하는 곳이 없습니다. 지문이 아래와 같습니까?</translation>
    </message>
    <message>
        <source>It is the same: trust it</source>
        <translation>같습니다. 믿겠습니다</translation>
    </message>
    <message>
        <source>Compare it with the one that your IT gave you. It was shown when the server was set up (SHA-256), and stands at %1/ca on a device that trusts it already. You are asked only once.</source>
        <translation>전산 담당자가 알려 준 지문과 비교하세요. 서버를 설치할 때 나온 값(SHA-256)이고, 이미 믿는 기기에서는 %1/ca에서 볼 수 있습니다. 한 번만 묻습니다.</translation>
    </message>
</context>
<context>
    <name>lectern::ShortcutsDialog</name>
    <message>
        <source>Keyboard</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>What</source>
        <translation>할 일</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>lectern::SignInPage</name>
    <message>
        <source>This is not a server&apos;s address. It looks like https://lectern.example.org or 192.168.0.10:8080.</source>
        <translation>서버 주소가 아닙니다. https://lectern.example.org 나 192.168.0.10:8080 처럼 입력해 주세요.</translation>
    </message>
    <message>
        <source>Please type your user name and your password.</source>
        <translation>사용자 이름과 비밀번호를 입력해 주세요.</translation>
    </message>
    <message>
        <source>This account is a student&apos;s. The console needs a teacher&apos;s account.</source>
        <translation>학생 계정입니다. 이 프로그램에는 교사 계정으로 로그인해 주세요.</translation>
    </message>
    <message numerus="yes">
        <source>Too many tries. Please wait %n second(s).</source>
        <translation>
            <numerusform>시도가 너무 많았습니다. %n초 뒤에 다시 해 주세요.</numerusform>
        </translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>연결하는 중…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>로그인</translation>
    </message>
    <message>
        <source>Lectern</source>
        <translation>교탁</translation>
    </message>
    <message>
        <source>Sign in to hold a class.</source>
        <translation>로그인하고 수업을 시작하세요.</translation>
    </message>
    <message>
        <source>Ser&amp;ver</source>
        <translation>서버(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>사용자 이름(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>비밀번호(&amp;P)</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>사용자 이름</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>&amp;Keep the password in this computer&apos;s keychain</source>
        <translation>비밀번호를 이 컴퓨터의 암호 보관함에 저장(&amp;K)</translation>
    </message>
    <message>
        <source>This connection is not encrypted: your password could be read on the way. Use an address that begins with https:// where there is one.</source>
        <translation>암호화되지 않은 연결입니다. 비밀번호가 중간에 새어 나갈 수 있으니, https://로 시작하는 주소가 있으면 그 주소를 쓰세요.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>lectern::SnapshotDialog</name>
    <message>
        <source>Snapshot</source>
        <translation>화면 찍기</translation>
    </message>
    <message>
        <source>The picture, to be drawn on</source>
        <translation>그릴 사진</translation>
    </message>
    <message>
        <source>Draw with the mouse; or move the cross by the arrow keys, and begin and end by a space</source>
        <translation>마우스로 그리거나, 화살표 키로 십자를 옮기고 스페이스로 시작하고 끝내세요</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Into the lesson plan</source>
        <translation>수업 계획에 넣기</translation>
    </message>
    <message>
        <source>Send to %1</source>
        <translation>%1에게 보내기</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Pen</source>
        <translation>펜</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>화살표</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>상자</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>빨강</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>파랑</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>노랑</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
</context>
<context>
    <name>lectern::TimelineActions</name>
    <message>
        <source>&amp;Open the picture	Enter</source>
        <translation>사진 열기(&amp;O)	Enter</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>다른 이름으로 저장(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Copy the text</source>
        <translation>글 복사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Who has seen it…</source>
        <translation>읽은 학생 보기(&amp;W)…</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>다시 보내기(&amp;T)</translation>
    </message>
    <message>
        <source>C&amp;ancel the upload</source>
        <translation>올리기 취소(&amp;A)</translation>
    </message>
    <message>
        <source>Open the lin&amp;k</source>
        <translation>링크 열기(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Delete for everyone</source>
        <translation>모두에게서 지우기(&amp;D)</translation>
    </message>
    <message numerus="yes">
        <source>Send again to the %n who came &amp;late</source>
        <translation>
            <numerusform>늦게 온 %n명에게 다시 보내기(&amp;L)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send again to the %n who have not s&amp;een it</source>
        <translation>
            <numerusform>아직 보지 않은 %n명에게 다시 보내기(&amp;E)</numerusform>
        </translation>
    </message>
    <message>
        <source>Send again to those who came &amp;late</source>
        <translation>늦게 온 학생에게 다시 보내기(&amp;L)</translation>
    </message>
    <message>
        <source>Send again to those who have not s&amp;een it</source>
        <translation>아직 보지 않은 학생에게 다시 보내기(&amp;E)</translation>
    </message>
</context>
<context>
    <name>lectern::TimelineModel</name>
    <message>
        <source>Seen</source>
        <translation>읽음</translation>
    </message>
    <message>
        <source>Not seen yet</source>
        <translation>아직 읽지 않음</translation>
    </message>
    <message>
        <source>Seen by %1 of %2</source>
        <translation>읽음 %1/%2</translation>
    </message>
</context>
<context>
    <name>lectern::TimelinePanel</name>
    <message>
        <source>Save as</source>
        <translation>다른 이름으로 저장</translation>
    </message>
    <message>
        <source>Delete a message</source>
        <translation>메시지 삭제</translation>
    </message>
    <message>
        <source>Delete this message for everyone?</source>
        <translation>이 메시지를 모두에게서 삭제할까요?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Show earlier messages</source>
        <translation>이전 메시지 보기</translation>
    </message>
    <message>
        <source>&amp;Find a message…</source>
        <translation>메시지 찾기(&amp;F)…</translation>
    </message>
    <message>
        <source>Go to the &amp;messages</source>
        <translation>메시지로(&amp;M)</translation>
    </message>
    <message>
        <source>Send again what was ta&amp;ken back</source>
        <translation>지운 것 다시 보내기(&amp;K)</translation>
    </message>
    <message>
        <source>Taken back for everyone.</source>
        <translation>모두에게서 지웠습니다.</translation>
    </message>
    <message>
        <source>Send it again</source>
        <translation>다시 보내기</translation>
    </message>
    <message>
        <source>No messages yet.

1. Show the students the code: F11 fills the screen with it.
2. Greet them: write below, and press Enter.
3. Show them a picture: paste it with Ctrl+V, or choose it with Ctrl+O.</source>
        <translation>아직 메시지가 없습니다.

1. 학생들에게 코드를 보여 주세요. F11을 누르면 화면을 가득 채웁니다.
2. 아래에 인사를 쓰고 Enter를 누르세요.
3. 사진을 보여 주려면 Ctrl+V로 붙여 넣거나 Ctrl+O로 고르세요.</translation>
    </message>
</context>
<context>
    <name>lectern::TimelineWords</name>
    <message>
        <source>You</source>
        <translation>나</translation>
    </message>
    <message>
        <source>only to %1</source>
        <translation>%1 님에게만</translation>
    </message>
    <message>
        <source>one student</source>
        <translation>한 학생</translation>
    </message>
    <message>
        <source>only to you</source>
        <translation>나에게만</translation>
    </message>
    <message>
        <source>to the teacher</source>
        <translation>선생님에게</translation>
    </message>
    <message>
        <source>Not sent: %1</source>
        <translation>보내지 못함: %1</translation>
    </message>
    <message>
        <source>Not uploaded: %1</source>
        <translation>올리지 못했습니다: %1</translation>
    </message>
    <message>
        <source>The connection is interrupted: the upload goes on at %1%</source>
        <translation>연결이 끊겼습니다. 다시 연결되면 %1%부터 이어서 올립니다</translation>
    </message>
    <message>
        <source>Uploading, %1%</source>
        <translation>올리는 중, %1%</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>보내는 중…</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>보냄</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 보내기</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>The picture is being uploaded…</source>
        <translation>사진을 올리는 중…</translation>
    </message>
    <message>
        <source>The file is being uploaded…</source>
        <translation>파일을 올리는 중…</translation>
    </message>
    <message>
        <source>The picture could not be uploaded.</source>
        <translation>사진이 올라오지 못했습니다.</translation>
    </message>
    <message>
        <source>The file could not be uploaded.</source>
        <translation>파일이 올라오지 못했습니다.</translation>
    </message>
    <message>
        <source>Everyone who is here has seen it.</source>
        <translation>지금 있는 학생이 모두 읽었습니다.</translation>
    </message>
    <message numerus="yes">
        <source>Not seen by %1 and %n more</source>
        <translation>
            <numerusform>아직 읽지 않음: %1 외 %n명</numerusform>
        </translation>
    </message>
    <message>
        <source>Not seen by %1</source>
        <translation>아직 읽지 않음: %1</translation>
    </message>
</context>
<context>
    <name>lectern::TimerPanel</name>
    <message>
        <source>Timer</source>
        <translation>타이머</translation>
    </message>
    <message>
        <source>No timer</source>
        <translation>타이머 없음</translation>
    </message>
    <message>
        <source> min</source>
        <translation>분</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>분</translation>
    </message>
    <message>
        <source>for what</source>
        <translation>무엇을 위한 시간인지</translation>
    </message>
    <message>
        <source>What the timer is for</source>
        <translation>무엇을 위한 타이머인지</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>시작(&amp;S)</translation>
    </message>
    <message>
        <source>Start the timer on every screen</source>
        <translation>모든 화면에 타이머를 켭니다</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>멈춤(&amp;T)</translation>
    </message>
    <message>
        <source>Take the timer off every screen</source>
        <translation>모든 화면에서 타이머를 끕니다</translation>
    </message>
</context>
<context>
    <name>lectern::WaitingPage</name>
    <message>
        <source>%1 holds this class now</source>
        <translation>이제 %1 님이 이 수업을 이끕니다</translation>
    </message>
    <message>
        <source>You are in the class of %1</source>
        <translation>%1 님의 수업에 들어왔습니다</translation>
    </message>
    <message>
        <source>As soon as %1 selects you, %2, in the list of students and chooses People → Co-teacher, everything for teaching appears here.</source>
        <translation>%1 님이 학생 목록에서 %2 님을 고르고 ‘학생 → 함께 가르치기’를 누르면, 수업에 쓰는 모든 것이 바로 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>&amp;Back to my classes</source>
        <translation>내 수업으로(&amp;B)</translation>
    </message>
    <message>
        <source>Leave this class</source>
        <translation>이 수업에서 나갑니다</translation>
    </message>
</context>
<context>
    <name>lectern::question</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
</TS>
