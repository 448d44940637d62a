// SPDX-License-Identifier: MIT
// `hookqual facts dump`: what was captured, as text.
#include "analyzer/commands/Commands.h"
#include "analyzer/store/Dump.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/raw_ostream.h>

#include <memory>

namespace hookqual::commands {

namespace {

constexpr int kWrongInput = 2;

int runDump(const std::string &database) {
  auto reader = store::FactsReader::open(database);
  llvm::Error error = reader ? store::dumpFacts(*reader, llvm::outs()) : reader.takeError();
  if (!error)
    return 0;
  llvm::errs() << "hookqual: error: " << llvm::toString(std::move(error)) << '\n';
  return kWrongInput;
}

} // namespace

void addFactsCommand(CLI::App &app, Invocation &invocation) {
  CLI::App *facts = app.add_subcommand("facts", "Look at captured facts");
  facts->require_subcommand(1);
  CLI::App *dump = facts->add_subcommand("dump", "Print all facts as IR text, in canonical order");
  auto database = std::make_shared<std::string>("facts.db");
  dump->add_option("--db", *database, "Database that `capture` wrote")
      ->capture_default_str()
      ->type_name("FILE");
  dump->callback([&invocation, database] { invocation.run = [database] { return runDump(*database); }; });
}

} // namespace hookqual::commands
