# hookqual_embed(FILE HEADER NAME)
#
# Makes generated/embedded/HEADER, in which hookqual::embedded::NAME is the text of FILE.
# The binary then works wherever it is copied to, and the text stays one readable file.
function(hookqual_embed file header name)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${file})
  file(READ ${CMAKE_SOURCE_DIR}/${file} EMBEDDED_TEXT)
  set(EMBEDDED_FILE ${file})
  set(EMBEDDED_NAME ${name})
  configure_file(${CMAKE_SOURCE_DIR}/cmake/Embedded.h.in ${CMAKE_BINARY_DIR}/generated/embedded/${header} @ONLY)
endfunction()
