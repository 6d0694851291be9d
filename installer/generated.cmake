# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -D SERVER=... -D SOURCE=... -D OUT=... -P generated.cmake
# What the program itself says about its configuration: the package's lectern.toml and its manual page.
execute_process(COMMAND ${SERVER} example-config OUTPUT_VARIABLE EXAMPLE COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE "#data_dir = \"./lectern-data\"" "data_dir = \"/var/lib/lectern\"" conffile "${EXAMPLE}")
if(conffile STREQUAL EXAMPLE)
  message(FATAL_ERROR "example-config shows no default of data_dir")
endif()
file(WRITE ${OUT}/lectern.toml "${conffile}")

string(REPLACE "\\" "\\e" EXAMPLE "${EXAMPLE}")
string(REGEX REPLACE "\n#[^\n]*[가-힣][^\n]*" "" EXAMPLE "${EXAMPLE}") # manual pages in English are in ASCII
configure_file(${SOURCE}/man/lectern.toml.5.in ${OUT}/lectern.toml.5 @ONLY)
