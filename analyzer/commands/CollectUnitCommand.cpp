// SPDX-License-Identifier: MIT
// `hookqual collect-unit`: the worker that capture spawns for one unit.
#include "analyzer/capture/CollectRequest.h"
#include "analyzer/capture/Paths.h"
#include "analyzer/collect/CollectUnit.h"
#include "analyzer/commands/Commands.h"
#include "analyzer/store/PackedUnit.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/raw_ostream.h>

#include <memory>

namespace hookqual::commands {

namespace {

struct CollectUnitArguments {
  std::string request, out;
};

llvm::Error collectUnit(const CollectUnitArguments &arguments) {
  llvm::Expected<capture::CollectRequest> request = capture::readRequest(arguments.request);
  if (!request)
    return request.takeError();
  llvm::Expected<ir::UnitFacts> facts = collect::collectUnit(
      {std::move(request->arguments), request->directory, request->sourceRoot, request->unit});
  if (!facts)
    return facts.takeError();
  return capture::writeFile(arguments.out, store::packUnit(std::move(*facts)));
}

} // namespace

void addCollectUnitCommand(CLI::App &app, Invocation &invocation) {
  CLI::App *command = app.add_subcommand("collect-unit", "Collect one unit (what capture's workers run)");
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
