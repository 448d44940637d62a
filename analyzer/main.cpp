// SPDX-License-Identifier: MIT
// Dispatches to the subcommand that the command line names.
#include "analyzer/commands/Commands.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/FileSystem.h>

#include <iostream>

namespace {

/// Usage errors end with 2, like every other wrong input; --help and --version with 0.
int explain(const CLI::App &app, const CLI::ParseError &error) {
  constexpr int kWrongUsage = 2;
  return app.exit(error, std::cout, std::cerr) == 0 ? 0 : kWrongUsage;
}

} // namespace

int main(int argc, char **argv) {
  using namespace hookqual::commands;

  CLI::App app("hookqual: complete mediation of sensitive kernel operations by security hooks");
  app.name("hookqual");
  app.set_version_flag("--version", "hookqual " HOOKQUAL_VERSION);
  app.require_subcommand(1);

  Invocation invocation;
  invocation.version = HOOKQUAL_VERSION;
  invocation.program = llvm::sys::fs::getMainExecutable(argv[0], reinterpret_cast<void *>(&explain));
  for (auto add : {addAuditCommand, addBaselineCommand, addCaptureCommand, addCheckCommand, addExplainCommand,
                   addMutateCommand, addLearnCommand, addFactsCommand, addReviewCommand, addRulesCommand,
                   addSignatureCommand, addHooksCommand, addSystemsCommand, addCollectUnitCommand})
    add(app, invocation);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError &error) {
    return explain(app, error);
  }
  return invocation.run();
}
