// SPDX-License-Identifier: MIT
#include "analyzer/hooks/SourceTree.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace hookqual::hooks {

namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::StringRef;

class SourceWalk {
public:
  SourceWalk(StringRef root, llvm::ArrayRef<std::string> without) : root_(root), without_(without) {}

  SourceList run() {
    walk(root_.str());
    llvm::sort(list_.files);
    llvm::sort(list_.unread, [](const auto &a, const auto &b) { return a.file < b.file; });
    return std::move(list_);
  }

private:
  StringRef relative(StringRef absolute) const { return absolute.drop_front(root_.size()).ltrim('/'); }

  void walk(const std::string &directory) {
    std::error_code error;
    for (fs::directory_iterator it(directory, error, /*follow_symlinks=*/false), end; !error && it != end;
         it.increment(error))
      visit(*it);
    if (error)
      list_.unread.push_back({relative(directory).str(), error.message()});
  }

  void visit(const fs::directory_entry &entry) {
    const StringRef name = path::filename(entry.path());
    if (entry.type() == fs::file_type::directory_file) {
      if (!name.starts_with(".") && !llvm::is_contained(without_, relative(entry.path())))
        walk(entry.path());
    } else if ((name.ends_with(".c") || name.ends_with(".h")) && !leadsToDirectory(entry)) {
      list_.files.push_back(relative(entry.path()).str());
    }
  }

  static bool leadsToDirectory(const fs::directory_entry &entry) {
    return entry.type() == fs::file_type::symlink_file && fs::is_directory(entry.path());
  }

  StringRef root_;
  llvm::ArrayRef<std::string> without_;
  SourceList list_;
};

} // namespace

SourceList listSources(const std::string &root, llvm::ArrayRef<std::string> without) {
  return SourceWalk(root, without).run();
}

llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> readSource(const std::string &root,
                                                              const std::string &file) {
  const std::string name = root + "/" + file;
  // A pipe would be waited for.
  fs::file_status status;
  if (const std::error_code error = fs::status(name, status))
    return error;
  if (!fs::is_regular_file(status))
    return std::make_error_code(std::errc::not_supported);
  return llvm::MemoryBuffer::getFile(name, /*IsText=*/false, /*RequiresNullTerminator=*/false);
}

} // namespace hookqual::hooks
