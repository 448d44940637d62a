// SPDX-License-Identifier: MIT
#include "analyzer/capture/WorkerPool.h"

#include "analyzer/capture/ArgumentAdjuster.h"
#include "analyzer/capture/CollectRequest.h"
#include "analyzer/capture/Paths.h"
#include "analyzer/capture/Subprocess.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Program.h>
#include <llvm/Support/raw_ostream.h>

#include <filesystem>
#include <list>
#include <thread>

namespace hookqual::capture {

namespace fs = std::filesystem;

namespace {

struct Files {
  std::string request, facts, messages;
};

struct Worker {
  const PlannedUnit *planned;
  Files files;
  Subprocess process;
};

/// A report has one line a unit; all that the worker said is kept beside its request.
std::string shortened(llvm::StringRef line) {
  constexpr size_t kLongest = 200;
  line = line.trim();
  return line.size() <= kLongest ? line.str() : line.take_front(kLongest).str() + "...";
}

/// Of what a worker said, what tells why: a compiler error, an assertion, else the first line.
std::string mainLineOf(llvm::StringRef messages) {
  llvm::SmallVector<llvm::StringRef> lines;
  messages.split(lines, '\n', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  for (llvm::StringRef line : lines)
    if (line.contains("error:"))
      return shortened(line);
  for (llvm::StringRef line : lines) // the function's type before it may fill a page
    if (size_t assertion = line.find("Assertion `"); assertion != llvm::StringRef::npos)
      return shortened(line.substr(assertion));
  return lines.empty() ? "" : shortened(lines.front());
}

std::string quoted(const std::string &argument) {
  std::string text;
  llvm::raw_string_ostream out(text);
  llvm::sys::printArg(out, argument, /*Quote=*/false);
  return text;
}

class Pool {
public:
  Pool(const WorkerOptions &options, TakeUnit take) : options_(options), take_(take) {}

  ~Pool() {
    for (Worker &worker : running_)
      worker.process.poll(std::chrono::seconds(0)); // kills what an error left running
  }

  llvm::Error run(const std::vector<PlannedUnit> &units) {
    size_t next = 0;
    while (next < units.size() || !running_.empty()) {
      while (running_.size() < options_.jobs && next < units.size())
        if (llvm::Error error = start(units[next++]))
          return error;
      llvm::Expected<bool> any = takeEnded();
      if (!any)
        return any.takeError();
      if (!*any)
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return llvm::Error::success();
  }

private:
  llvm::Error start(const PlannedUnit &planned) {
    const std::string stem = options_.scratch + "/" + fs::path(planned.unit).relative_path().string();
    Files files{stem + ".request.json", stem + ".facts", stem + ".messages"};
    std::error_code ignored; // what fails here fails again when the request is written
    fs::create_directories(fs::path(stem).parent_path(), ignored);
    fs::remove(files.facts, ignored);
    fs::remove(files.messages, ignored);
    CollectRequest request{planned.unit, options_.sourceRoot, planned.command.directory,
                           adjustArguments(planned.command.arguments)};
    if (llvm::Error error = writeRequest(request, files.request))
      return error;
    llvm::Expected<Subprocess> process =
        Subprocess::start(commandOf(files, files.facts), {"", files.messages});
    if (!process)
      return process.takeError();
    running_.push_back({&planned, std::move(files), *process});
    return llvm::Error::success();
  }

  std::vector<std::string> commandOf(const Files &files, const std::string &out) const {
    std::vector<std::string> command = options_.command;
    command.insert(command.end(), {"--request", files.request, "--out", out});
    return command;
  }

  /// Whether any worker had ended.
  llvm::Expected<bool> takeEnded() {
    bool any = false;
    for (auto worker = running_.begin(); worker != running_.end();) {
      std::optional<ProcessEnd> end = worker->process.poll(options_.timeLimit);
      if (!end) {
        ++worker;
        continue;
      }
      any = true;
      Worker ended = std::move(*worker);
      worker = running_.erase(worker);
      if (llvm::Error error = take_(outcomeOf(ended, *end)))
        return error;
    }
    return any;
  }

  CollectedUnit outcomeOf(const Worker &worker, const ProcessEnd &end) const {
    std::error_code ignored;
    if (!end.stopped.empty() || end.status != 0)
      return skipped(worker, reasonOf(worker, end));
    llvm::Expected<std::string> bytes = readFile(worker.files.facts);
    if (!bytes)
      return skipped(worker, "the worker wrote no facts: " + llvm::toString(bytes.takeError()));
    llvm::Expected<store::PackedUnit> facts = store::openPackedUnit(*bytes);
    if (!facts)
      return skipped(worker, "the worker wrote no valid facts: " + llvm::toString(facts.takeError()));
    if (facts->unit != worker.planned->unit)
      return skipped(worker, "the worker wrote the facts of another unit: " + facts->unit.str());
    for (const std::string &file : {worker.files.request, worker.files.facts, worker.files.messages})
      fs::remove(file, ignored);
    return std::move(*facts);
  }

  std::string reasonOf(const Worker &worker, const ProcessEnd &end) const {
    llvm::Expected<std::string> messages = readFile(worker.files.messages);
    std::string line = messages ? mainLineOf(*messages) : "";
    if (!messages)
      llvm::consumeError(messages.takeError()); // it said nothing
    if (!end.stopped.empty())
      return "the worker " + end.stopped + (line.empty() ? "" : ": " + line);
    return line.empty() ? "the worker ended with status " + std::to_string(end.status) : line;
  }

  SkippedUnit skipped(const Worker &worker, std::string reason) const {
    std::error_code ignored;
    fs::remove(worker.files.facts, ignored);
    std::string reproducer;
    for (const std::string &argument : commandOf(worker.files, "/dev/null"))
      reproducer += (reproducer.empty() ? "" : " ") + quoted(argument);
    return {worker.planned->unit, std::move(reason), std::move(reproducer)};
  }

  const WorkerOptions &options_;
  TakeUnit take_;
  std::list<Worker> running_;
};

} // namespace

llvm::Error collectUnits(const WorkerOptions &options, const std::vector<PlannedUnit> &units, TakeUnit take) {
  return Pool(options, take).run(units);
}

} // namespace hookqual::capture
