# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of this project is compiled with. Use lectern_library() and lectern_executable()
# instead of add_library() and add_executable(); list sources with target_sources() in each folder.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()

find_program(LECTERN_CCACHE ccache)
if(LECTERN_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${LECTERN_CCACHE})
endif()

# There are many test programs, each with the whole server in it: lld links one in a fifth of the time.
include(CheckLinkerFlag)
check_linker_flag(CXX -fuse-ld=lld LECTERN_LLD)
if(LECTERN_LLD)
  add_link_options(-fuse-ld=lld)
endif()

add_library(lectern_flags INTERFACE)
target_compile_definitions(lectern_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_KEYWORDS QT_NO_FOREACH QT_STRICT_ITERATORS QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
  QT_DISABLE_DEPRECATED_BEFORE=0x060400 LECTERN_VERSION="${PROJECT_VERSION}")
target_compile_options(lectern_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
  $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local> $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>
  -Wno-missing-field-initializers) # designated initialisers leave the rest to its defaults on purpose
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # ccache can only reuse precompiled headers that are read as text again.
  target_compile_options(lectern_flags INTERFACE -fpch-preprocess)
endif()
if(LECTERN_WARNINGS_AS_ERRORS)
  target_compile_options(lectern_flags INTERFACE -Werror)
endif()
if(LECTERN_SANITIZE)
  target_compile_options(lectern_flags INTERFACE -fsanitize=${LECTERN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  # A quarter of the time to compile, for what fails under ASan as well or does no harm on the processors that Debian runs on.
  target_compile_options(lectern_flags INTERFACE -fno-sanitize=alignment,null,object-size,vptr)
  target_link_options(lectern_flags INTERFACE -fsanitize=${LECTERN_SANITIZE})
endif()

function(_lectern_common target)
  target_link_libraries(${target} PRIVATE lectern_flags)
  target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR})
endfunction()

function(lectern_library target)
  add_library(${target} STATIC)
  _lectern_common(${target})
endfunction()

function(lectern_executable target)
  add_executable(${target})
  _lectern_common(${target})
  if(LECTERN_SANITIZE STREQUAL "thread")
    target_link_libraries(${target} PRIVATE lectern_qt_handovers)
  endif()
endfunction()
