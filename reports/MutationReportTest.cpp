// SPDX-License-Identifier: MIT
#include "reports/Mutation.h"

#include "reports/Golden.h"

#include "llvm/Support/JSON.h"

#include <gmock/gmock.h>

namespace hookqual::reports {
namespace {

MutationReport sampleMutants() {
  MutationReport report{
      .toolVersion = "0.1.0", .rulesDigest = "aa", .kernelVersion = "6.12", .configDigest = "bb"};
  Finding finding;
  finding.rule = "vfs/unlink";
  finding.kind = "missing";
  finding.authorizer = "security_inode_unlink";
  finding.operation = "inode_operations.unlink";
  finding.object = "dentry";
  finding.function = "vfs_unlink";
  finding.fingerprint = "0123";
  finding.where = {"fs/namei.c", 4536, 3, 4536, 30};
  const SourceRange where{"fs/namei.c", 4530, 10, 4530, 40};
  Mutant noticed{"security_inode_unlink",
                 "vfs_unlink",
                 where,
                 "dropped",
                 true,
                 {"vfs/unlink"},
                 true,
                 "unlink is reached without the hook",
                 {finding}};
  Mutant missed = noticed;
  missed.function = "may_unlink";
  missed.isNoticed = false;
  missed.why = "an exemption covers the operation";
  missed.citations.clear();
  Mutant unruled = missed;
  unruled.authorizer = "security_other";
  unruled.rules.clear();
  unruled.why = "no rule";
  report.mutants = {noticed, missed, unruled};
  return report;
}

template <typename Write> std::string render(Write write) {
  std::string text;
  llvm::raw_string_ostream out(text);
  write(sampleMutants(), out);
  return text;
}

TEST(MutationReport, TextNamesWhatWasMissedAndCountsByCause) {
  expectGolden("mutants.txt", render(writeMutationText));
}

TEST(MutationReport, JsonHasTheFormOfTheContract) {
  const std::string text = render(writeMutationJson);
  expectGolden("mutants.json", text);
  EXPECT_TRUE(bool(llvm::json::parse(text)));
}

} // namespace
} // namespace hookqual::reports
