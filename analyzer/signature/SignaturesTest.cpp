// SPDX-License-Identifier: MIT
#include "analyzer/signature/Signatures.h"

#include "analyzer/infer/InferenceTesting.h"
#include "analyzer/signature/FunctionNames.h"

namespace hookqual::signature {
namespace {

using infer::kModeRule;
using infer::kPrelude;
using infer::kRule;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ir::InMemoryProgram programOf(llvm::StringRef functions) {
  return ir::InMemoryProgram(
      llvm::cantFail(ir::parseUnits((llvm::Twine(kPrelude) + functions).str(), "test.ir")),
      llvm::cantFail(ir::EntryRules::compile(
          {{.functionGlob = "sys_*", .display = "%1", .entryClass = ir::EntryClass::SystemCall}})));
}

reports::Signature signatureOf(const std::string &name, llvm::StringRef functions,
                               llvm::StringRef ruleText = kRule, unsigned jobs = 1) {
  const ir::InMemoryProgram program = programOf(functions);
  const rules::RuleSet rules =
      llvm::cantFail(rules::loadRuleTexts({llvm::MemoryBufferRef(ruleText, "test.yaml")}));
  return llvm::cantFail(signaturesOf(program, rules, {llvm::cantFail(functionsMeant(program, name)).front()},
                                     {.jobs = jobs}))
      .front();
}

/// One line an outcome: what is returned, when, and what is checked then.
std::vector<std::string> ensuredBy(const reports::Signature &signature) {
  std::vector<std::string> lines;
  for (const reports::EnsuredOutcomes &ensured : signature.ensures)
    for (const reports::EnsuredOutcome &outcome : ensured.outcomes) {
      std::string line = "returns " + outcome.returned;
      for (const std::string &when : outcome.when)
        line += " when " + when;
      for (const reports::EnsuredObjects &objects : outcome.checked)
        line += ": " + objects.qualified.objects + " " + objects.qualified.mode;
      lines.push_back(line);
    }
  return lines;
}

constexpr llvm::StringLiteral kLeft = R"(
b0:
  call outer(%regs, 1)
  return
function outer -> void "void"
  parameter file : ptr record file@fs.h "struct file *"
  parameter cmd : int32 "int"
b0:
  branch (eq %cmd 1) ? go : out
go:
  call inner(%file)
  jump out
out:
  return
function inner -> void "void"
  parameter file : ptr record file@fs.h "struct file *"
b0:
  %i = load ptr %file+16 file.inode@fs.h
  call operate(%i) : int32
  return
)";

TEST(Signatures, RequirementNamesObjectConditionAndChain) {
  const reports::Signature outer = signatureOf("outer", kLeft);
  EXPECT_EQ(outer.prototype, "void outer(struct file *file, int cmd)");
  ASSERT_EQ(outer.requirements.size(), 1u);
  const reports::Requirement &requirement = outer.requirements.front();
  EXPECT_EQ(requirement.anyOf.front().objects, "file->inode");
  EXPECT_EQ(requirement.anyOf.front().authorizer, "hook");
  EXPECT_THAT(requirement.when, ElementsAre("cmd == 1"));
  ASSERT_EQ(requirement.chain.size(), 2u);
  EXPECT_EQ(requirement.chain[0].what, "inner");
  EXPECT_EQ(requirement.chain[1].function, "inner");
  EXPECT_EQ(requirement.chain[1].what, "operate");
  EXPECT_EQ(requirement.end, reports::RequirementEnd::Callers);
  EXPECT_EQ(outer.callers, 1u);
}

TEST(Signatures, ObligationOfAnEntryEndsThere) {
  const reports::Signature entry = signatureOf("sys_entry", kLeft);
  ASSERT_EQ(entry.requirements.size(), 1u);
  EXPECT_EQ(entry.requirements.front().end, reports::RequirementEnd::Here);
  EXPECT_EQ(entry.entry.entryClass, "system-call");
}

TEST(Signatures, ObjectsThatTheFunctionFoundAreTypeErrors) {
  const reports::Signature entry = signatureOf("sys_entry", R"(
b0:
  %f = call fget(1) : ptr
  call operate(%f) : int32
  return
)");
  EXPECT_THAT(entry.requirements, IsEmpty());
  ASSERT_EQ(entry.typeErrors.size(), 1u);
  EXPECT_EQ(entry.typeErrors.front().anyOf.front().objects, "fget()");
}

constexpr llvm::StringLiteral kWrapper = R"(
b0:
  return
function may_write -> int32 "int"
  parameter file : ptr
  parameter mask : int32
b0:
  branch (eq %file null) ? bad : ask
bad:
  return -22
ask:
  %e = call hook(%file, %mask) : int32
  return %e
)";

TEST(Signatures, WrapperEnsuresWithoutBeingNeededByAnOperation) {
  EXPECT_THAT(ensuredBy(signatureOf("may_write", kWrapper)),
              testing::Contains("returns 0 when file != 0: file "));
  EXPECT_THAT(ensuredBy(signatureOf("may_write", kWrapper, kModeRule)),
              testing::Contains("returns 0 when file != 0: file mask = mask"));
}

TEST(Signatures, SiteOfTheCheckIsNamed) {
  const reports::Signature signature = signatureOf("may_write", kWrapper);
  for (const reports::EnsuredOutcome &outcome : signature.ensures.front().outcomes)
    for (const reports::EnsuredObjects &objects : outcome.checked) {
      ASSERT_EQ(objects.sites.size(), 1u);
      EXPECT_EQ(objects.sites.front().what, "hook");
    }
}

TEST(Signatures, CheckForAnotherRightIsNone) {
  std::string other = kWrapper.str();
  other.replace(other.find("%mask) : int32"), 5, "4");
  EXPECT_THAT(signatureOf("may_write", other, kModeRule).ensures, IsEmpty());
  EXPECT_FALSE(signatureOf("may_write", other).ensures.empty());
}

TEST(Signatures, EffectsNeedNoRule) {
  const reports::Signature signature = signatureOf("set_inode", R"(
b0:
  return
function set_inode -> ptr "struct file *"
  parameter file : ptr record file@fs.h "struct file *"
  parameter inode : ptr
b0:
  store ptr %inode -> %file+16 file.inode@fs.h
  return %file
)");
  EXPECT_THAT(signature.ensures, IsEmpty());
  EXPECT_EQ(signature.effects.value, "file");
  ASSERT_EQ(signature.effects.stores.size(), 1u);
  EXPECT_EQ(signature.effects.stores.front().place, "file->inode");
  EXPECT_EQ(signature.effects.stores.front().value, "inode");
}

TEST(Signatures, DeclaredOperationIsNotInferred) {
  const reports::Signature signature = signatureOf("operate", R"(
b0:
  return
function operate -> int32 "int"
  parameter victim : ptr
b0:
  return 0
)");
  ASSERT_EQ(signature.operationOf.size(), 1u);
  EXPECT_EQ(signature.operationOf.front().anyOf.front().objects, "victim");
  EXPECT_THAT(signature.requirements, IsEmpty());
}

TEST(Signatures, RulesThatSayTheSameAreNamedTogether) {
  std::string two = kRule.str() + kRule.str();
  two.replace(two.rfind("test/operate"), 12, "test/another");
  const reports::Signature signature = signatureOf("may_write", kWrapper, two, 2);
  ASSERT_EQ(signature.ensures.size(), 1u);
  EXPECT_THAT(signature.ensures.front().rules, ElementsAre("test/another", "test/operate"));
}

TEST(Signatures, JobsDoNotShow) {
  std::string rules;
  for (const char *id : {"test/d", "test/b", "test/a", "test/c"})
    rules +=
        llvm::StringRef(kModeRule).str().replace(llvm::StringRef(kModeRule).find("test/operate"), 12, id);
  auto rendered = [&](unsigned jobs) {
    std::string text;
    llvm::raw_string_ostream out(text);
    reports::writeSignatureText({.signatures = {signatureOf("may_write", kWrapper, rules, jobs)}}, out);
    return text;
  };
  EXPECT_THAT(rendered(1), HasSubstr("[test/a, test/b, test/c, test/d]"));
  EXPECT_EQ(rendered(1), rendered(4));
}

TEST(FunctionNames, NameFileAndNearNames) {
  const ir::InMemoryProgram program = programOf(kWrapper);
  const std::string file = program.function(program.find("may_write")).file;
  EXPECT_EQ(llvm::cantFail(functionsMeant(program, "may_write@" + file)).size(), 1u);
  auto textOf = [&](const std::string &name) {
    return llvm::toString(functionsMeant(program, name).takeError());
  };
  EXPECT_THAT(textOf("may_wriet"), HasSubstr("did you mean `may_write`?"));
  EXPECT_THAT(textOf("may_write@other.c"), HasSubstr("but `may_write` in"));
  EXPECT_THAT(textOf("hook"), HasSubstr("no body of it was captured"));
  EXPECT_THAT(textOf("unlike_everything"), HasSubstr("in the captured code"));
}

} // namespace
} // namespace hookqual::signature
