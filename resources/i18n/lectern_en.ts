<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
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
