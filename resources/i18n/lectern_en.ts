<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>lectern::Composer</name>
    <message numerus="yes">
        <source>%n student(s)</source>
        <translation>
            <numerusform>%n student</numerusform>
            <numerusform>%n students</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::ErrorText</name>
    <message numerus="yes">
        <source>Too many tries. Please wait %n second(s).</source>
        <translation>
            <numerusform>Too many tries. Please wait %n second.</numerusform>
            <numerusform>Too many tries. Please wait %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server is busy. Please try again in %n second(s).</source>
        <translation>
            <numerusform>The server is busy. Please try again in %n second.</numerusform>
            <numerusform>The server is busy. Please try again in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::LinePanel</name>
    <message numerus="yes">
        <source>Next try in %n second(s).</source>
        <translation>
            <numerusform>Next try in %n second.</numerusform>
            <numerusform>Next try in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::NotifyPanel</name>
    <message numerus="yes">
        <source>Lectern: %n unread message(s)</source>
        <translation>
            <numerusform>Lectern: one unread message</numerusform>
            <numerusform>Lectern: %n unread messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::PeoplePanel</name>
    <message numerus="yes">
        <source>%1 and %n more are back.</source>
        <translation>
            <numerusform>%1 and %n more is back.</numerusform>
            <numerusform>%1 and %n more are back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more came in.</source>
        <translation>
            <numerusform>%1 and %n more came in.</numerusform>
            <numerusform>%1 and %n more came in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more left.</source>
        <translation>
            <numerusform>%1 and %n more left.</numerusform>
            <numerusform>%1 and %n more left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people are being removed.</source>
        <translation>
            <numerusform>%n person is being removed.</numerusform>
            <numerusform>%n people are being removed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Students: %n</source>
        <translation>
            <numerusform>Students: %n</numerusform>
            <numerusform>Students: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>hands: %n</source>
        <translation>
            <numerusform>hands: %n</numerusform>
            <numerusform>hands: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not here yet: %n</source>
        <translation>
            <numerusform>Not here yet: %n</numerusform>
            <numerusform>Not here yet: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::PersonWords</name>
    <message numerus="yes">
        <source>called on %n time(s)</source>
        <translation>
            <numerusform>called on once</numerusform>
            <numerusform>called on %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::ProjectorWindow</name>
    <message numerus="yes">
        <source>%n here</source>
        <translation>
            <numerusform>%n here</numerusform>
            <numerusform>%n here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::RecipientDialog</name>
    <message numerus="yes">
        <source>%n student(s)</source>
        <translation>
            <numerusform>%n student</numerusform>
            <numerusform>%n students</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::ReportDialog</name>
    <message numerus="yes">
        <source>Loading the class: %n message(s)…</source>
        <translation>
            <numerusform>Loading the class: %n message…</numerusform>
            <numerusform>Loading the class: %n messages…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::ReportDocument</name>
    <message numerus="yes">
        <source>%n student(s)</source>
        <translation>
            <numerusform>%n student</numerusform>
            <numerusform>%n students</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) of the teacher</source>
        <translation>
            <numerusform>%n message of the teacher</numerusform>
            <numerusform>%n messages of the teacher</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of students</source>
        <translation>
            <numerusform>%n of students</numerusform>
            <numerusform>%n of students</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) and files</source>
        <translation>
            <numerusform>%n picture or file</numerusform>
            <numerusform>%n pictures and files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::RoomDelegate</name>
    <message numerus="yes">
        <source>%n in it</source>
        <translation>
            <numerusform>%n in it</numerusform>
            <numerusform>%n in it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::RosterDialog</name>
    <message numerus="yes">
        <source>%n name(s)</source>
        <translation>
            <numerusform>%n name</numerusform>
            <numerusform>%n names</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::SearchAllDialog</name>
    <message numerus="yes">
        <source>%n message(s), the newest first</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages, the newest first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n class(es) could not be searched.</source>
        <translation>
            <numerusform>%n class could not be searched.</numerusform>
            <numerusform>%n classes could not be searched.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::SearchPanel</name>
    <message numerus="yes">
        <source>More than %n message(s), the newest first</source>
        <translation>
            <numerusform>More than %n message, the newest first</numerusform>
            <numerusform>More than %n messages, the newest first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s), the newest first</source>
        <translation>
            <numerusform>%n message, the newest first</numerusform>
            <numerusform>%n messages, the newest first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::SignInPage</name>
    <message numerus="yes">
        <source>Too many tries. Please wait %n second(s).</source>
        <translation>
            <numerusform>Too many tries. Please wait %n second.</numerusform>
            <numerusform>Too many tries. Please wait %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::TimelineActions</name>
    <message numerus="yes">
        <source>Send again to the %n who came &amp;late</source>
        <translation>
            <numerusform>Send again to the one who came &amp;late</numerusform>
            <numerusform>Send again to the %n who came &amp;late</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send again to the %n who have not s&amp;een it</source>
        <translation>
            <numerusform>Send again to the one who has not s&amp;een it</numerusform>
            <numerusform>Send again to the %n who have not s&amp;een it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lectern::TimelineWords</name>
    <message numerus="yes">
        <source>Not seen by %1 and %n more</source>
        <translation>
            <numerusform>Not seen by %1 and %n more</numerusform>
            <numerusform>Not seen by %1 and %n more</numerusform>
        </translation>
    </message>
</context>
</TS>
