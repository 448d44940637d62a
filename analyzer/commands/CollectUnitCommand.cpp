// SPDX-License-Identifier: MIT
// `hookqual collect-unit`: does again what a worker of capture did for one unit.
#include "analyzer/capture/CollectRequest.h"
#include "analyzer/capture/Paths.h"
#include "analyzer/commands/Commands.h"
#include "analyzer/commands/UnitCollector.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/raw_ostream.h>

#include <memory>

namespace hookqual::commands {

namespace {

struct CollectUnitArguments {
  std::string request, out;
};

/// A request without a unit is for a precompiled header.
llvm::Error collectUnit(const CollectUnitArguments &arguments) {
  llvm::Expected<capture::CollectRequest> request = capture::readRequest(arguments.request);
  if (!request)
    return request.takeError();
  if (request->unit.empty())
    return UnitCollector::precompile(*request);
  UnitCollector collector;
  llvm::Expected<capture::WorkerFacts> facts = collector.collect(*request);
  if (!facts)
    return facts.takeError();
  if (!facts->parsedPlainly.empty())
    llvm::errs() << "note: without the precompiled header: " << facts->parsedPlainly << '\n';
  return capture::writeFile(arguments.out, facts->bytes);
}

} // namespace

void addCollectUnitCommand(CLI::App &app, Invocation &invocation) {
  CLI::App *command =
      app.add_subcommand("collect-unit", "Collect one unit again, as a worker of capture did");
  auto arguments = std::make_shared<CollectUnitArguments>();
  command->add_option("--request", arguments->request, "JSON file that names the unit and its arguments")
      ->required()
      ->type_name("FILE");
  command->add_option("--out", arguments->out, "Where to write the facts, in binary form")
      ->required()
      ->type_name("FILE");
  command->callback([&invocation, arguments] {
    invocation.run = [arguments] {
      llvm::Error error = collectUnit(*arguments);
      if (!error)
        return 0;
      llvm::errs() << llvm::toString(std::move(error)) << '\n';
      return 2;
    };
  });
}

} // namespace hookqual::commands
