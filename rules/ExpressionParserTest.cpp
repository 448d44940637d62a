// SPDX-License-Identifier: MIT
#include "rules/ExpressionParser.h"

#include <gtest/gtest.h>

using namespace hookqual::rules;

namespace {

std::string structureOf(const Expression &expression) {
  static constexpr const char *kRoots[] = {"Name",   "Argument", "Base",    "Value",  "Result",
                                           "Null",   "Current",  "Subject", "System", "AddressOfGlobal",
                                           "Applied"};
  std::string out = expression.takesAddress ? "&" : "";
  out += kRoots[static_cast<unsigned>(expression.root)];
  if (!expression.name.empty())
    out += ":" + expression.name;
  if (expression.root == RootKind::Argument)
    out += std::to_string(expression.argument);
  for (const Expression &argument : expression.arguments)
    out += (&argument == expression.arguments.data() ? "(" : ", ") + structureOf(argument);
  if (!expression.arguments.empty())
    out += ")";
  for (const Step &step : expression.steps) {
    switch (step.kind) {
    case StepKind::Arrow:
      out += " ->" + step.field;
      break;
    case StepKind::Dot:
      out += " ." + step.field;
      break;
    case StepKind::Container:
      out += " up:" + step.record + "." + step.field;
      break;
    }
  }
  return out;
}

/// The expression's structure, written out: `Argument0 ->ki_filp`, `&Name:file ->f_path`.
std::string structureOf(llvm::StringRef text) {
  auto parsed = parseExpression(text, {"r.yaml", 3, 7});
  if (auto *fault = std::get_if<ExpressionFault>(&parsed))
    return std::to_string(fault->offset) + ": " + fault->text;
  return structureOf(std::get<Expression>(parsed));
}

TEST(ExpressionParser, ReadsEveryForm) {
  EXPECT_EQ(structureOf("arg0"), "Argument0");
  EXPECT_EQ(structureOf("arg12->ki_filp"), "Argument12 ->ki_filp");
  EXPECT_EQ(structureOf("file->f_path.dentry"), "Name:file ->f_path .dentry");
  EXPECT_EQ(structureOf("&arg0->mnt"), "&Argument0 ->mnt");
  EXPECT_EQ(structureOf("up(perm, struct shmid_kernel, shm_perm)->shm_file"),
            "Name:perm up:shmid_kernel.shm_perm ->shm_file");
  EXPECT_EQ(structureOf("up(arg0->list, msg_msg, a.b)"), "Argument0 ->list up:msg_msg.a.b");
  EXPECT_EQ(structureOf("base"), "Base");
  EXPECT_EQ(structureOf("value->sk_socket"), "Value ->sk_socket");
  EXPECT_EQ(structureOf("result"), "Result");
  EXPECT_EQ(structureOf("NULL"), "Null");
  EXPECT_EQ(structureOf("current->mm"), "Current ->mm");
  EXPECT_EQ(structureOf("system"), "System");
  EXPECT_EQ(structureOf("subject"), "Subject");
  EXPECT_EQ(structureOf("&bpf_map_fops"), "AddressOfGlobal:bpf_map_fops");
  EXPECT_EQ(structureOf(" arg0 -> f "), "Argument0 ->f");
}

TEST(ExpressionParser, ReadsApplications) {
  EXPECT_EQ(structureOf("make_vfsuid(arg0->idmap, &arg1->i_uid).val"),
            "Applied:make_vfsuid(Argument0 ->idmap, &Argument1 ->i_uid) .val");
  EXPECT_EQ(structureOf("f(g(arg0))"), "Applied:f(Applied:g(Argument0))");
  EXPECT_EQ(structureOf("f(arg0"), "6: expected ')'");
  EXPECT_EQ(structureOf("f()"), "2: expected a name");
}

TEST(ExpressionParser, TakesOnlyArgAndDigitsForAnArgument) {
  EXPECT_EQ(structureOf("argument"), "Name:argument");
  EXPECT_EQ(structureOf("arg"), "Name:arg");
  EXPECT_EQ(structureOf("up"), "Name:up");
}

TEST(ExpressionParser, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(structureOf(""), "0: expected a name");
  EXPECT_EQ(structureOf("arg0->"), "6: expected a field after '->'");
  EXPECT_EQ(structureOf("arg0 arg1"), "5: unexpected 'arg1'");
  EXPECT_EQ(structureOf("arg0[1]"), "4: unexpected '[1]'");
  EXPECT_EQ(structureOf("&arg0"), "0: only a field or a global has an address");
  EXPECT_EQ(structureOf("NULL->x"), "0: NULL and system have no fields");
  EXPECT_EQ(structureOf("up(a, struct s)"), "14: expected ','");
  EXPECT_EQ(structureOf("up(a, struct s, m"), "17: expected ')'");
}

TEST(ExpressionParser, KeepsTextAndPlace) {
  auto expression = std::get<Expression>(parseExpression(" arg0->f ", {"r.yaml", 3, 7}));
  EXPECT_EQ(expression.text, "arg0->f");
  EXPECT_EQ(expression.where.line, 3u);
  EXPECT_EQ(expression.where.column, 7u);
}

} // namespace
