# SPDX-License-Identifier: GPL-3.0-or-later
# lectern-server_VERSION_ARCH.deb and lectern-console_VERSION_ARCH.deb by `cpack -G DEB`.
set(components server)
if(LECTERN_CONSOLE)
  list(APPEND components console)
endif()
set(made ${CMAKE_CURRENT_BINARY_DIR}/package)
file(MAKE_DIRECTORY ${made})

# compressed(TO SOURCE NAME): a file as Debian wants manual pages and changelogs, the same at every build.
function(compressed out source)
  add_custom_command(OUTPUT ${out} COMMAND gzip -9nc ${source} > ${out} DEPENDS ${source} VERBATIM)
  set_property(GLOBAL APPEND PROPERTY lectern_package_files ${out})
endfunction()

function(manual component section page)
  get_filename_component(name ${page} NAME)
  compressed(${made}/${name}.gz ${page})
  install(FILES ${made}/${name}.gz DESTINATION share/man/man${section} COMPONENT ${component})
endfunction()

add_custom_command(
  OUTPUT ${made}/lectern.toml ${made}/lectern.toml.5
  COMMAND ${CMAKE_COMMAND} -D SERVER=$<TARGET_FILE:lectern-server> -D SOURCE=${CMAKE_CURRENT_SOURCE_DIR} -D OUT=${made}
          -P ${CMAKE_CURRENT_SOURCE_DIR}/generated.cmake
  DEPENDS lectern-server generated.cmake man/lectern.toml.5.in VERBATIM)

# The one place of who answers for the packages: a distributor gives their own.
set(LECTERN_MAINTAINER "Lectern developers <maintainers@lectern.invalid>" CACHE STRING
    "Maintainer of the packages, as NAME <ADDRESS>")
configure_file(debian/changelog.in ${made}/changelog @ONLY)
compressed(${made}/changelog.gz ${made}/changelog)
foreach(component ${components})
  install(FILES copyright ${CMAKE_SOURCE_DIR}/README.md ${CMAKE_SOURCE_DIR}/README.ko.md ${made}/changelog.gz
          DESTINATION share/doc/lectern-${component} COMPONENT ${component})
endforeach()

# The server
manual(server 8 ${CMAKE_CURRENT_SOURCE_DIR}/man/lectern-server.8)
manual(server 5 ${made}/lectern.toml.5)
install(FILES ${made}/lectern.toml DESTINATION /etc/lectern COMPONENT server PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ)
install(FILES apparmor/lectern-server DESTINATION /etc/apparmor.d COMPONENT server)
install(FILES ufw/lectern-server DESTINATION /etc/ufw/applications.d COMPONENT server)
install(FILES completion/lectern-server DESTINATION share/bash-completion/completions COMPONENT server)

set(NODE_DESCRIPTION "")
set(NODE_CONFIG /etc/lectern/lectern.toml)
configure_file(systemd/lectern-server.service.in ${made}/lectern-server.service @ONLY)
set(NODE_DESCRIPTION ", node %i")
set(NODE_CONFIG /etc/lectern/nodes/%i.toml)
configure_file(systemd/lectern-server.service.in ${made}/lectern-server@.service @ONLY)
install(FILES ${made}/lectern-server.service ${made}/lectern-server@.service systemd/lectern-server-backup.service
              systemd/lectern-server-backup.timer
        DESTINATION /lib/systemd/system COMPONENT server)
install(FILES systemd/lectern-server.sysusers DESTINATION lib/sysusers.d RENAME lectern-server.conf COMPONENT server)
install(PROGRAMS systemd/daily-backup DESTINATION libexec/lectern COMPONENT server)

install(FILES ${CMAKE_SOURCE_DIR}/docs/protocol.md ${CMAKE_SOURCE_DIR}/docs/operations.md
              ${CMAKE_SOURCE_DIR}/docs/operations.ko.md
        DESTINATION share/doc/lectern-server COMPONENT server)
install(FILES grafana/lectern.json prometheus/lectern.rules.yml nginx/lectern.conf DESTINATION share/doc/lectern-server/examples COMPONENT server)

# The console
if(LECTERN_CONSOLE)
  manual(console 1 ${CMAKE_CURRENT_SOURCE_DIR}/man/lectern-console.1)
  install(TARGETS lectern-console RUNTIME DESTINATION bin COMPONENT console)
  install(FILES desktop/lectern-console.desktop DESTINATION share/applications COMPONENT console)
  install(FILES desktop/lectern-console.metainfo.xml DESTINATION share/metainfo COMPONENT console)
  install(FILES ${CMAKE_SOURCE_DIR}/resources/mime/lectern-plan.xml DESTINATION share/mime/packages COMPONENT console)
  install(FILES ${CMAKE_SOURCE_DIR}/resources/icons/lectern.svg DESTINATION share/icons/hicolor/scalable/apps
          RENAME lectern-console.svg COMPONENT console)
endif()

get_property(package_files GLOBAL PROPERTY lectern_package_files)
add_custom_target(lectern-package-files ALL DEPENDS ${package_files} ${made}/lectern.toml)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME lectern)
set(CPACK_PACKAGE_VENDOR "Lectern")
set(CPACK_PACKAGE_CONTACT "${LECTERN_MAINTAINER}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL ${components})
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SECTION education)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(control ${made}/control)
foreach(script conffiles templates config preinst postinst prerm postrm)
  configure_file(debian/server.${script} ${control}/${script} COPYONLY)
  list(APPEND server_control ${control}/${script})
endforeach()
set(CPACK_DEBIAN_SERVER_PACKAGE_CONTROL_EXTRA ${server_control})
set(CPACK_DEBIAN_SERVER_PACKAGE_NAME lectern-server)
set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS # plugins, data, and what the maintainer scripts call: no binary names them
    "libqt6sql6-sqlite, libqt6sql6-psql, tzdata, debconf (>= 0.5) | debconf-2.0, init-system-helpers (>= 1.54), systemd | systemd-standalone-sysusers")
set(CPACK_DEBIAN_SERVER_PACKAGE_SUGGESTS "redis-server, postgresql, nginx, avahi-daemon, bash-completion")
set(CPACK_DEBIAN_SERVER_DESCRIPTION "Classroom server: rooms over WebSocket, student page included
A teacher opens a room, students come in with a code in any browser, and text
and pictures reach every screen at once.")

set(CPACK_DEBIAN_CONSOLE_PACKAGE_NAME lectern-console)
set(CPACK_DEBIAN_CONSOLE_PACKAGE_RECOMMENDS "fonts-noto-cjk, qt6-image-formats-plugins, qt6-wayland")
set(CPACK_DEBIAN_CONSOLE_PACKAGE_SUGGESTS "avahi-daemon, libnss-mdns")
set(CPACK_DEBIAN_CONSOLE_DESCRIPTION "Teacher's console for Lectern classrooms
Opens a room on a Lectern server, shows who is there, and sends text and
pictures to every student.")
include(CPack)
