# hookqual_embed_file(FILE NAMESPACE [ROOM])
#
# Makes generated/<path of FILE>.h with the text of FILE as an inline constant named after
# it: schema.sql becomes `kSchemaSql`. Editing FILE runs CMake again. A file that lies in
# another room than the code that embeds it is made as generated/ROOM/<name of FILE>.h.
function(hookqual_embed_file file namespace)
  get_filename_component(name ${file} NAME)
  string(REGEX MATCHALL "[A-Za-z0-9]+" words ${name})
  set(constant k)
  foreach(word ${words})
    string(SUBSTRING ${word} 0 1 initial)
    string(SUBSTRING ${word} 1 -1 rest)
    string(TOUPPER ${initial} initial)
    string(APPEND constant ${initial}${rest})
  endforeach()
  file(RELATIVE_PATH path ${CMAKE_SOURCE_DIR} ${file})
  set(header ${path})
  if(ARGC GREATER 2)
    set(header ${ARGV2}/${name})
  endif()
  file(READ ${file} text)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/${header}.h CONTENT
"// Made from @path@; edit that.
#pragma once

namespace @namespace@ {

inline constexpr char @constant@[] = R\"embedded(@text@)embedded\";

} // namespace @namespace@
" @ONLY)
  set_property(DIRECTORY ${CMAKE_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
endfunction()
