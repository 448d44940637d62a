// SPDX-License-Identifier: MIT
#include "analyzer/capture/WorkerPool.h"

#include "analyzer/capture/ArgumentAdjuster.h"
#include "analyzer/capture/Paths.h"
#include "analyzer/capture/WorkerMessages.h"
#include "analyzer/ir/ByteStream.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Program.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <filesystem>
#include <list>
#include <poll.h>

namespace hookqual::capture {

namespace fs = std::filesystem;

namespace {

struct Running {
  const PlannedUnit *planned;
  CollectRequest request;
  ForkedWorker worker;
};

std::string toBytes(const WorkerFacts &facts) {
  ir::ByteWriter out;
  out.string(facts.unit);
  out.string(facts.parsedPlainly);
  out.string(facts.bytes);
  return out.take();
}

llvm::Expected<WorkerFacts> workerFacts(llvm::StringRef bytes) {
  ir::ByteReader in(bytes);
  WorkerFacts facts{in.string(), "", ""};
  facts.parsedPlainly = in.string();
  facts.bytes = in.string();
  if (in.failed() || !in.atEnd())
    return inputError("the worker's answer is damaged");
  return facts;
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

  llvm::Error run(const std::vector<PlannedUnit> &units) {
    size_t next = 0;
    while (next < units.size() || !running_.empty()) {
      while (running_.size() < options_.jobs && next < units.size())
        if (llvm::Error error = start(units[next++]))
          return error;
      awaitAny();
      if (llvm::Error error = takeEnded())
        return error;
    }
    return llvm::Error::success();
  }

private:
  llvm::Error start(const PlannedUnit &planned) {
    CollectRequest request;
    request.unit = planned.unit;
    request.sourceRoot = options_.sourceRoot;
    request.directory = planned.command.directory;
    request.arguments = adjustArguments(planned.command.arguments);
    request.objectTree = options_.objectTree;
    request.precompiledPrefix = planned.precompiledPrefix;
    request.verifiesPrecompiled = options_.verifiesPrecompiled && !planned.precompiledPrefix.empty();
    llvm::Expected<ForkedWorker> worker = ForkedWorker::start(
        [&]() -> llvm::Expected<std::string> {
          llvm::Expected<WorkerFacts> facts = options_.collect(request);
          if (!facts)
            return facts.takeError();
          return toBytes(*facts);
        },
        options_.limits);
    if (!worker)
      return worker.takeError();
    running_.push_back({&planned, std::move(request), std::move(*worker)});
    return llvm::Error::success();
  }

  /// Sleeps until a worker has ended or should have.
  void awaitAny() const {
    std::vector<pollfd> ends;
    auto deadline = std::chrono::steady_clock::time_point::max();
    for (const Running &running : running_) {
      ends.push_back({running.worker.endDescriptor(), POLLIN, 0});
      deadline = std::min(deadline, running.worker.deadline());
    }
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    constexpr long kLongest = 60'000;
    poll(ends.data(), ends.size(), int(std::clamp<long>(left.count() + 1, 0, kLongest)));
  }

  static bool hasEnded(const Running &running) {
    pollfd end = {running.worker.endDescriptor(), POLLIN, 0};
    return poll(&end, 1, 0) > 0 || std::chrono::steady_clock::now() >= running.worker.deadline();
  }

  llvm::Error takeEnded() {
    for (auto running = running_.begin(); running != running_.end();) {
      if (!hasEnded(*running)) {
        ++running;
        continue;
      }
      Running ended = std::move(*running);
      running = running_.erase(running);
      CollectedUnit outcome = outcomeOf(ended);
      if (auto *skipped = std::get_if<SkippedUnit>(&outcome))
        if (llvm::Error error = keepRequest(ended.request, *skipped))
          return error;
      if (llvm::Error error = take_(std::move(outcome)))
        return error;
    }
    return llvm::Error::success();
  }

  CollectedUnit outcomeOf(Running &running) const {
    const ProcessEnd end = running.worker.end();
    if (!end.stopped.empty() || end.status != 0)
      return SkippedUnit{running.planned->unit, reasonOf(end, running.worker.messages()), ""};
    llvm::Expected<WorkerFacts> facts = workerFacts(running.worker.output());
    if (!facts)
      return SkippedUnit{running.planned->unit, llvm::toString(facts.takeError()), ""};
    return std::move(*facts);
  }

  /// So that the failure can be seen again.
  llvm::Error keepRequest(const CollectRequest &request, SkippedUnit &skipped) const {
    const std::string file =
        options_.scratch + "/" + fs::path(skipped.unit).relative_path().string() + ".request.json";
    std::error_code ignored; // what fails here fails again when the request is written
    fs::create_directories(fs::path(file).parent_path(), ignored);
    if (llvm::Error error = writeRequest(request, file))
      return error;
    for (const std::string &word : options_.reproducer)
      skipped.reproducer += quoted(word) + " ";
    skipped.reproducer += "--request " + quoted(file) + " --out /dev/null";
    return llvm::Error::success();
  }

  const WorkerOptions &options_;
  TakeUnit take_;
  std::list<Running> running_;
};

} // namespace

llvm::Error collectUnits(const WorkerOptions &options, const std::vector<PlannedUnit> &units, TakeUnit take) {
  return Pool(options, take).run(units);
}

} // namespace hookqual::capture
