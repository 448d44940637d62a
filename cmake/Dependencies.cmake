# LLVM is pinned here and nowhere else. Its packages match only on major.minor, which has
# been N.1 for every release since 18.
set(HOOKQUAL_LLVM_VERSION 19)
find_package(LLVM ${HOOKQUAL_LLVM_VERSION}.1 REQUIRED CONFIG PATHS /usr/lib/llvm-${HOOKQUAL_LLVM_VERSION}/lib/cmake/llvm NO_DEFAULT_PATH)

find_package(SQLite3 REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(CLI11 REQUIRED)
find_package(mimalloc REQUIRED)
find_package(GTest REQUIRED)
find_package(benchmark REQUIRED)
find_package(Threads REQUIRED)

add_library(hookqual_llvm INTERFACE)
target_include_directories(hookqual_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
target_compile_definitions(hookqual_llvm INTERFACE ${LLVM_DEFINITIONS_LIST})
target_link_directories(hookqual_llvm INTERFACE ${LLVM_LIBRARY_DIRS})
target_link_libraries(hookqual_llvm INTERFACE LLVM-${HOOKQUAL_LLVM_VERSION})
