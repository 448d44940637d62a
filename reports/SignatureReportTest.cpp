// SPDX-License-Identifier: MIT
#include "reports/Signature.h"

#include "reports/Golden.h"

#include "llvm/Support/JSON.h"

#include <gmock/gmock.h>

namespace hookqual::reports {
namespace {

SignatureSite siteOf(std::string function, std::string what, unsigned line) {
  return {std::move(function), std::move(what), {"fs/namei.c", line, 3, line, 30}};
}

Signature checkedInside() {
  Signature signature{.name = "vfs_unlink",
                      .symbol = "vfs_unlink",
                      .where = {"fs/namei.c", 4512, 1, 4512, 1},
                      .prototype = "int vfs_unlink(struct inode *dir, struct dentry *dentry)",
                      .entry = {"vfs_unlink", "none"},
                      .callers = 4};
  signature.operationOf = {
      {"path/unlink", "vfs_unlink", {{"dir, dentry", "security_path_unlink", ""}}, true}};
  EnsuredOutcome accepted{"0", {"dir->i_op->unlink != 0"}, {}};
  accepted.checked = {
      {{"dir, dentry", "security_inode_unlink", ""}, {siteOf("vfs_unlink", "security_inode_unlink", 4530)}}};
  signature.ensures = {{{"vfs/unlink", "vfs/unlink-other"}, {{"< 0", {}, {}}, accepted}}};
  return signature;
}

Signature leftToCallers() {
  Signature signature{.name = "do_write",
                      .symbol = "do_write@fs/rw.c",
                      .where = {"fs/rw.c", 7, 1, 7, 1},
                      .prototype = "static void do_write(struct file *file, int flags)",
                      .entry = {"write", "system-call"},
                      .callers = 1};
  Requirement requirement{.rule = "file/write", .operation = "file_operations.write"};
  requirement.anyOf = {{"file", "security_file_permission", "mask has 2"}, {"file", "security_other", ""}};
  requirement.when = {"(flags & 2) != 0", "flags < 0"};
  requirement.chain = {siteOf("do_write", "really_write", 9),
                       siteOf("really_write", "file_operations.write", 3)};
  signature.requirements = {requirement};
  requirement.anyOf = {{"", "security_file_permission", "mask has 2"}};
  requirement.when.clear();
  requirement.end = RequirementEnd::Here;
  signature.typeErrors = {requirement};
  signature.effects = {
      .isFollowed = true, .stores = {{"file->f_pos", "0"}, {"file->f_mode", ""}}, .lookupKeys = {"fd"}};
  return signature;
}

Signature unspoken() {
  return {.name = "file_inode",
          .symbol = "file_inode@fs.h#00",
          .where = {"fs.h", 3, 1, 3, 1},
          .prototype = "static inline struct inode *file_inode(struct file *file)",
          .entry = {"file_inode", "none"},
          .effects = {.isFollowed = true, .returned = "anything", .value = "file->f_inode"}};
}

template <typename Write> std::string render(Write write) {
  std::string text;
  llvm::raw_string_ostream out(text);
  write({.toolVersion = "0.1.0",
         .rulesDigest = "aa",
         .kernelVersion = "6.12",
         .configDigest = "bb",
         .signatures = {checkedInside(), leftToCallers(), unspoken()}},
        out);
  return text;
}

TEST(SignatureReport, TextReadsLikeAQualifiedPrototype) {
  expectGolden("signatures.txt", render(writeSignatureText));
}

TEST(SignatureReport, JsonHasAllOfIt) {
  const std::string text = render(writeSignatureJson);
  expectGolden("signatures.json", text);
  EXPECT_TRUE(bool(llvm::json::parse(text)));
}

} // namespace
} // namespace hookqual::reports
