// SPDX-License-Identifier: MIT
// The identity of functions, variables and struct members across units.
//
// A symbol is (linkage, name, defining file, primary unit): the kernel includes .c
// files into others under other macros, so an internal name alone is ambiguous even
// inside one file. A header inline is its key plus a hash of its body, and each unit
// refers to its own hash, so that it never matters which worker came first.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace hookqual::ir {

enum class Linkage : uint8_t {
  External, // one definition in the program, found by name
  Internal, // `static` in a .c file
  Inline,   // `static inline` (or a macro's function) defined in a header
};

struct Symbol {
  Linkage linkage = Linkage::External;
  std::string name;
  std::string file;     // defining file, relative to the source root; empty for External
  std::string unit;     // Internal: the primary unit when it is not `file`, else empty
  std::string bodyHash; // Inline: hexadecimal hash of the lowered body, callees included

  friend bool operator==(const Symbol &, const Symbol &) = default;
  friend auto operator<=>(const Symbol &, const Symbol &) = default;
};

/// The canonical spelling, the same in the store, in IR text and in dumps:
///   `vfs_unlink`                                    External
///   `may_delete@fs/namei.c`                         Internal
///   `load_elf_binary@fs/binfmt_elf.c!fs/compat_binfmt_elf.c`  included into another unit
///   `file_inode@include/linux/fs.h#1f2e3d4c5b6a7988`  Inline
std::string toString(const Symbol &symbol);

/// Parses the canonical spelling; nothing if `text` is not one.
std::optional<Symbol> parseSymbol(std::string_view text);

/// The C name inside a canonical spelling, without parsing the rest.
std::string_view nameOf(std::string_view spelling);

/// A field of a struct or union: `struct.field` plus the file that defines the record,
/// since record names are not unique in the kernel. Fields of anonymous members belong
/// to the nearest named record. A record that has no name is named by its typedef, or
/// `<anonymous>`.
struct Member {
  std::string record;
  std::string field;
  std::string file;

  friend bool operator==(const Member &, const Member &) = default;
  friend auto operator<=>(const Member &, const Member &) = default;
};

/// `record.field`, as rules and people write it.
std::string nameOf(const Member &member);

/// `record.field@file`, the canonical spelling of a member.
std::string toString(const Member &member);
std::optional<Member> parseMember(std::string_view text);

} // namespace hookqual::ir
