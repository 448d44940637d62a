// SPDX-License-Identifier: MIT
#include "analyzer/capture/ArgumentAdjuster.h"

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Path.h>

#include <algorithm>

namespace hookqual::capture {

namespace {

using llvm::StringRef;

// Options that are dropped together with the argument after them.
constexpr StringRef kDroppedWithOperand[] = {"-o",      "-MF",         "-MT",      "-MQ",
                                             "--param", "-Xassembler", "-aux-info"};

constexpr StringRef kDropped[] = {
    // What to produce, and dependency files
    "-c", "-S", "-E", "-M", "-MM", "-MD", "-MMD", "-MP", "-MG", "-pipe", "-save-temps", "-pg", "-p", "-w",
    // GCC only: the list that the kernel itself keeps for bindgen (rust/Makefile), and what clang 19 was
    // seen to reject beyond it
    "-mno-fp-ret-in-387", "-mskip-rax-setup", "-mindirect-branch-register", "-mrecord-mcount", "-mfentry",
    "-mnop-mcount", "-mindirect-branch-cs-prefix", "-mno-pointers-to-nested-functions", "-mno-string",
    "-mno-strict-align", "-mstrict-align", "-mharden-sls=all", "-fconserve-stack",
    "-femit-struct-debug-baseonly", "-fno-ipa-cp-clone", "-fno-ipa-sra", "-fno-ipa-icf",
    "-fno-partial-inlining", "-fno-reorder-blocks", "-fno-reorder-blocks-and-partition",
    "-fno-allow-store-data-races", "-fno-inline-functions-called-once", "-fno-stack-clash-protection",
    "-fsanitize=bounds-strict", "-fno-var-tracking-assignments", "-fno-var-tracking", "-fno-tree-loop-im",
    "-fno-code-hoisting", "-fno-tree-ch", "-fno-tree-sra", "-fno-gcse", "-fno-tree-vrp",
    "-fno-guess-branch-probability"};

constexpr StringRef kDroppedPrefixes[] = {
    "-W", "-MF", "-MT", "-MQ", "-g", "-save-temps=", "--param=", "-flto", "-fno-lto",
    // The user's compiler plugins, profiles and dumps
    "-fplugin", "-fprofile", "-fno-profile", "-ftest-coverage", "-fdump", "-fdebug-prefix-map=",
    // Sparse's, when the arguments come from `make C=1`
    "--arch=",
    // Layout of the generated code
    "-falign-", "-fmin-function-alignment", "-fpatchable-function-entry", "-mpreferred-stack-boundary",
    "-mindirect-branch=", "-mfunction-return=", "-msign-return-address=", "-mstack-protector-guard",
    "-mtraceback", "-fasan-shadow-offset", "-fzero-call-used-regs", "-mabi=lp64", "-fcallgraph-info",
    "-fmin-pagesize", "-mretpoline", "-mlong-calls", "-mtls-dialect", "-mstack-alignment="};

// -Wp carries preprocessor options; all but macros are dependency files.
void translatePreprocessorOptions(StringRef list, std::vector<std::string> &out) {
  while (!list.empty()) {
    StringRef option;
    std::tie(option, list) = list.split(',');
    if (option.starts_with("-D") || option.starts_with("-U"))
      out.push_back(option.str());
  }
}

bool startsWithAny(StringRef argument, llvm::ArrayRef<StringRef> prefixes) {
  return llvm::any_of(prefixes, [&](StringRef prefix) { return argument.starts_with(prefix); });
}

/// `aarch64-linux-gnu` of `/usr/bin/aarch64-linux-gnu-gcc-12`; empty for a native compiler.
StringRef targetOfCompiler(StringRef compiler) {
  StringRef name = llvm::sys::path::filename(compiler);
  size_t gcc = name.rfind("-gcc");
  return gcc == StringRef::npos ? "" : name.take_front(gcc);
}

bool namesTarget(const std::vector<std::string> &arguments) {
  return std::ranges::any_of(arguments, [](StringRef argument) {
    return argument.starts_with("--target=") || argument == "-target";
  });
}

} // namespace

std::vector<std::string> adjustArguments(const std::vector<std::string> &arguments) {
  if (arguments.empty())
    return {};
  std::vector<std::string> adjusted;
  StringRef target = targetOfCompiler(arguments.front());
  if (!target.empty() && !namesTarget(arguments))
    adjusted.push_back(("--target=" + target).str());

  for (size_t i = 1; i < arguments.size(); ++i) {
    StringRef argument = arguments[i];
    if (argument.consume_front("-Wp,"))
      translatePreprocessorOptions(argument, adjusted);
    else if (llvm::is_contained(kDroppedWithOperand, argument))
      ++i;
    else if (argument == "-I" && i + 1 < arguments.size())
      adjusted.push_back("-I" + arguments[++i]); // as most Makefiles write it, and as others compare it
    else if (!llvm::is_contained(kDropped, argument) && !startsWithAny(argument, kDroppedPrefixes))
      adjusted.push_back(arguments[i]);
  }
  adjusted.push_back("-w"); // of what is left unknown, clang only warns
  return adjusted;
}

} // namespace hookqual::capture
