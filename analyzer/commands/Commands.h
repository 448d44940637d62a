// SPDX-License-Identifier: MIT
// The subcommands of `hookqual`, one file each. main.cpp registers them all on one
// CLI::App; parsing the command line then selects what to run.
//
// A new subcommand: FooCommand.cpp with `addFooCommand`, a line here and one in main.cpp.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace hookqual::commands {

/// What main hands to every subcommand, and gets back from the one that was named.
struct Invocation {
  std::string_view version; // of the tool
  std::string program;      // absolute path of this binary, which capture spawns as worker
  std::function<int()> run; // set by the named subcommand's callback; yields the exit code
};

/// Each adds its subcommand; `invocation` outlives the app's parsing.
void addBaselineCommand(CLI::App &app, Invocation &invocation);
void addAuditCommand(CLI::App &app, Invocation &invocation);
void addCaptureCommand(CLI::App &app, Invocation &invocation);
void addCheckCommand(CLI::App &app, Invocation &invocation);
void addCollectUnitCommand(CLI::App &app, Invocation &invocation);
void addExplainCommand(CLI::App &app, Invocation &invocation);
void addFactsCommand(CLI::App &app, Invocation &invocation);
void addHooksCommand(CLI::App &app, Invocation &invocation);
void addLearnCommand(CLI::App &app, Invocation &invocation);
void addMutateCommand(CLI::App &app, Invocation &invocation);
void addReviewCommand(CLI::App &app, Invocation &invocation);
void addRulesCommand(CLI::App &app, Invocation &invocation);
void addSignatureCommand(CLI::App &app, Invocation &invocation);
void addSystemsCommand(CLI::App &app, Invocation &invocation);

} // namespace hookqual::commands
