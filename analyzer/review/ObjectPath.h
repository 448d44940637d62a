// SPDX-License-Identifier: MIT
// How one object is reached from another in a function's source, in the words of rules:
// `file->f_path.dentry`, `&shp->shm_perm`. What accessors (file_inode) do is seen through.
#pragma once

#include "analyzer/ir/Program.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hookqual::review {

struct ObjectPath {
  ir::ValueId root;                // a value that is reached from no other
  std::vector<std::string> fields; // each is loaded: `f_path.dentry`
  std::string address;             // then the address of this field; empty: the object itself
};

class ObjectPaths {
public:
  explicit ObjectPaths(const ir::Program &program) : program_(program) {}

  ObjectPath pathOf(const ir::Function &function, ir::ValueId value) const {
    return pathOf(function, value, kMaxAccessorDepth);
  }
  /// Key of the record that the value points to; empty when that is not known.
  std::string recordOf(const ir::Function &function, ir::ValueId value) const {
    return recordOf(function, value, kMaxSteps);
  }

private:
  static constexpr unsigned kMaxAccessorDepth = 4;
  static constexpr unsigned kMaxSteps = 12; // of a value back to where its type is known; loops have no end

  std::string recordOf(const ir::Function &function, ir::ValueId value, unsigned steps) const;

  ObjectPath pathOf(const ir::Function &function, ir::ValueId value, unsigned depth) const;
  std::optional<ObjectPath> throughAccessor(const ir::Function &function, ir::ValueId value,
                                            unsigned depth) const;
  const ir::RecordField *fieldAt(const std::string &record, uint64_t offset) const;
  std::string fieldNameAt(const std::string &record, int64_t offset, bool isLoaded) const;

  const ir::Program &program_;
};

/// `path` continued: its object is the root of `rest`.
ObjectPath continued(ObjectPath path, const ObjectPath &rest);

/// Two expressions over `first` and `second`, which are names of the objects at both paths, that
/// denote one object; nothing when neither is reached from the other.
std::optional<std::pair<std::string, std::string>> relate(const ObjectPath &a, const std::string &first,
                                                          const ObjectPath &b, const std::string &second);

} // namespace hookqual::review
