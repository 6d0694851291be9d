# SPDX-License-Identifier: GPL-3.0-or-later
# lectern-server_VERSION_ARCH.deb and lectern-console_VERSION_ARCH.deb by `cpack -G DEB`.
set(components server)
if(LECTERN_CONSOLE)
  list(APPEND components console)
  install(TARGETS lectern-console RUNTIME DESTINATION bin COMPONENT console)
  install(FILES lectern-console.desktop DESTINATION share/applications COMPONENT console)
  install(FILES ${CMAKE_SOURCE_DIR}/resources/mime/lectern-plan.xml DESTINATION share/mime/packages COMPONENT console)
endif()
foreach(component ${components})
  install(FILES copyright ${CMAKE_SOURCE_DIR}/README.md ${CMAKE_SOURCE_DIR}/README.ko.md
          DESTINATION share/doc/lectern-${component} COMPONENT ${component})
endforeach()
install(FILES ${CMAKE_SOURCE_DIR}/docs/protocol.md ${CMAKE_SOURCE_DIR}/docs/operations.md DESTINATION share/doc/lectern-server COMPONENT server)

install(FILES grafana/lectern.json prometheus/lectern.rules.yml DESTINATION share/doc/lectern-server/examples COMPONENT server)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME lectern)
set(CPACK_PACKAGE_VENDOR "Lectern")
set(CPACK_PACKAGE_CONTACT "Lectern developers <lectern@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL ${components})
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SECTION education)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_SERVER_PACKAGE_NAME lectern-server)
set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS
    "libqt6sql6-sqlite, libqt6sql6-psql, tzdata") # plugins, and data: no binary names them
set(CPACK_DEBIAN_SERVER_PACKAGE_SUGGESTS "redis-server, postgresql")
set(CPACK_DEBIAN_SERVER_DESCRIPTION "Classroom server: rooms over WebSocket, student page included
A teacher opens a room, students come in with a code in any browser, and text
and pictures reach every screen at once.")

set(CPACK_DEBIAN_CONSOLE_PACKAGE_NAME lectern-console)
set(CPACK_DEBIAN_CONSOLE_PACKAGE_RECOMMENDS "fonts-noto-cjk, qt6-image-formats-plugins, qt6-wayland")
set(CPACK_DEBIAN_CONSOLE_DESCRIPTION "Teacher's console for Lectern classrooms
Opens a room on a Lectern server, shows who is there, and sends text and
pictures to every student.")
include(CPack)
