// SPDX-License-Identifier: MIT
#include "analyzer/commands/ReviewRun.h"

#include "analyzer/capture/Capture.h"
#include "analyzer/capture/Paths.h"
#include "analyzer/commands/CachedCheck.h"
#include "analyzer/commands/Standing.h"
#include "analyzer/commands/UnitCollector.h"
#include "analyzer/infer/InParallel.h"
#include "analyzer/review/AffectedRules.h"
#include "analyzer/review/Difference.h"
#include "analyzer/review/Overlay.h"
#include "analyzer/review/PatchedFacts.h"
#include "analyzer/review/Series.h"
#include "analyzer/review/SeriesRules.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <optional>

namespace hookqual::commands {

namespace fs = std::filesystem;
using capture::inputError;

namespace {

/// A directory of our own for as long as the review takes.
class ScratchDirectory {
public:
  static llvm::Expected<ScratchDirectory> make(const ReviewRequest &request) {
    const std::string above =
        request.scratch.empty() ? capture::cacheDirectoryFor(request.database) : request.scratch;
    std::error_code error;
    fs::create_directories(above, error);
    llvm::SmallString<128> path;
    if (!error)
      error = llvm::sys::fs::createUniqueDirectory(fs::absolute(above).string() + "/review", path);
    if (error)
      return inputError(above + ": cannot be written: " + error.message() +
                        " (--scratch names another place)");
    return ScratchDirectory(path.str().str());
  }

  ScratchDirectory(ScratchDirectory &&other) noexcept : path_(std::exchange(other.path_, "")) {}
  ~ScratchDirectory() {
    std::error_code ignored;
    if (!path_.empty())
      fs::remove_all(path_, ignored);
  }

  const std::string &path() const { return path_; }

private:
  explicit ScratchDirectory(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

class Review {
public:
  Review(const ReviewRequest &request, std::string scratch)
      : request_(request), scratch_(std::move(scratch)) {}

  llvm::Expected<reports::ReviewReport> run();

private:
  llvm::Error readBase();
  llvm::Error refuseOtherKernel() const;
  llvm::Expected<review::Series> readSeries() const;
  llvm::Error reviewPatch(const review::Patch &patch, review::Overlay &overlay, review::PatchedFacts &facts);
  llvm::Expected<reports::Report> checkPatched(const std::string &database);
  llvm::Error linkBase();
  llvm::Expected<ProgramFile> linkBeside(const std::string &database);
  review::PatchedFactsOptions factsOptions();
  llvm::Expected<CheckResult> checkAsked(const ir::Program &program, rules::RuleSet asked);
  rules::RuleSet affectedOf(rules::RuleSet rules, const link::LinkedProgram &now,
                            const std::vector<review::ChangedFunction> &changed) const;
  void addUnaffected(const rules::RuleSet &asked, const rules::RuleSet &all, reports::Report &report) const;
  void suppressNew(reports::ReviewedPatch &patch) const;
  std::vector<std::string> newlySilent(const reports::Report &now) const;
  std::vector<std::string> commandsToReproduce() const;

  const ReviewRequest &request_;
  std::string scratch_;
  std::string sourceRoot_, objectTree_;
  UnitCollector collector_;
  std::vector<rules::Suppression> suppressions_;
  rules::RuleSet shipped_;
  std::optional<ProgramFile> program_; // of the base: for temporary rules, made when they are needed
  std::optional<review::SeriesRules> rules_;
  std::vector<std::string> unfit_; // shipped rules that do not fit the patch at hand
  CheckResult base_;               // of the base
  reports::Report before_;         // of the tree before the patch at hand
  reports::ReviewReport report_;
};

llvm::Error Review::readBase() {
  llvm::Expected<ProgramInput> input = openInput(request_.rulePaths, request_.database);
  if (!input)
    return input.takeError();
  auto meta = input->facts.reader.allMeta();
  if (!meta)
    return meta.takeError();
  for (const auto &[key, value] : *meta) {
    if (key == "compiler")
      report_.compiler = value;
    else if (key == "architecture")
      report_.architecture = value;
    else if (key == "source_root")
      sourceRoot_ = value;
    else if (key == "object_tree")
      objectTree_ = value;
  }
  shipped_ = input->rules;
  CheckRequest check{
      {request_.rulePaths, {}, request_.toolVersion, request_.jobs, {}}, request_.database, request_.program};
  llvm::Expected<CheckResult> result = checkOrRecall(check, std::move(*input));
  if (!result)
    return result.takeError();
  base_ = std::move(*result);
  before_ = base_.report;
  report_.toolVersion = before_.toolVersion;
  report_.rulesDigest = before_.rulesDigest;
  report_.kernelVersion = before_.kernelVersion;
  report_.configDigest = before_.configDigest;
  report_.base = request_.database;
  return llvm::Error::success();
}

llvm::Error Review::refuseOtherKernel() const {
  std::error_code error;
  if (!fs::is_directory(sourceRoot_, error))
    return inputError(request_.database + ": the tree it was captured from is gone: " + sourceRoot_);
  if (request_.kernel.empty() || fs::equivalent(request_.kernel, sourceRoot_, error))
    return llvm::Error::success();
  return inputError("--kernel " + request_.kernel + ": " + request_.database + " was captured from " +
                    sourceRoot_);
}

llvm::Expected<review::Series> Review::readSeries() const {
  review::SeriesReader reader(scratch_);
  const SeriesSource &source = request_.series;
  if (!source.mailbox.empty())
    return reader.readMailbox(source.mailbox);
  if (!source.range.empty())
    return reader.readRange(sourceRoot_, source.range);
  return reader.readFiles(source.patches);
}

review::PatchedFactsOptions Review::factsOptions() {
  review::PatchedFactsOptions options;
  options.base = request_.database;
  options.scratch = scratch_;
  options.sourceRoot = sourceRoot_;
  options.objectTree = objectTree_;
  options.collect = [this](const capture::CollectRequest &unit) { return collector_.collect(unit); };
  options.reproducer = {request_.program, "collect-unit"};
  options.limits = request_.unitLimits;
  options.jobs = request_.jobs;
  return options;
}

llvm::Error Review::linkBase() {
  if (rules_ || request_.withoutTemporaryRules)
    return llvm::Error::success();
  llvm::Expected<ProgramFile> file = linkDatabase(request_.database, shipped_);
  if (!file)
    return file.takeError();
  program_.emplace(std::move(*file));
  rules_.emplace(*program_->program, shipped_);
  return llvm::Error::success();
}

/// The patched program and, if there is no base yet, the base at the same time.
llvm::Expected<ProgramFile> Review::linkBeside(const std::string &database) {
  std::optional<llvm::Error> base;
  std::optional<llvm::Expected<ProgramFile>> patched;
  infer::forEachInParallel(2, request_.jobs, [&](size_t which) {
    if (which == 0)
      base.emplace(linkBase());
    else
      patched.emplace(linkDatabase(database, shipped_));
  });
  if (!*patched)
    return llvm::joinErrors(std::move(*base), patched->takeError());
  if (*base)
    return std::move(*base);
  return std::move(*patched);
}

llvm::Expected<reports::Report> Review::checkPatched(const std::string &database) {
  llvm::Expected<ProgramFile> file = linkBeside(database);
  if (!file)
    return file.takeError();
  rules::RuleSet rules = shipped_;
  std::vector<review::ChangedFunction> changed;
  if (rules_) { // else what does not fit is an error, as in check
    auto differing = review::changedFunctions(*program_->program, *file->program);
    if (!differing)
      return differing.takeError();
    changed = std::move(*differing);
    rules_->add(*file->program, changed);
    rules = rules_->fitting(*file->program);
  }
  unfit_.clear();
  for (const rules::Rule &rule : shipped_.rules)
    if (!rules.find(rule.id))
      unfit_.push_back(rule.id + ": names what the patched code does not declare so");
  const rules::RuleSet asked =
      rules_ && !request_.asksEveryRule ? affectedOf(rules, *file->program, changed) : rules;
  llvm::Expected<CheckResult> result = checkAsked(*file->program, asked);
  if (!result)
    return result.takeError();
  addUnaffected(asked, rules, result->report);
  file->describe(result->report);
  if (rules_)
    rules_->settle(result->report.findings);
  return std::move(result->report);
}

/// What lies behind an authorizer's own objects is asked about only where these tell nothing:
/// such a requirement climbs far, and would not be shown.
llvm::Expected<CheckResult> Review::checkAsked(const ir::Program &program, rules::RuleSet asked) {
  CheckOptions options{request_.rulePaths, {}, request_.toolVersion, request_.jobs, {}};
  options.mediation = false; // nothing is shown of it, and it costs as much as some ten rules
  rules::RuleSet behind = asked;
  std::erase_if(behind.rules, [&](const auto &rule) { return !rules_ || !rules_->isBehind(rule); });
  std::erase_if(asked.rules, [&](const auto &rule) { return rules_ && rules_->isBehind(rule); });
  llvm::Expected<CheckResult> result = runCheck(program, asked, options);
  if (!result || behind.rules.empty())
    return result;
  rules_->dropTold(behind, result->report.findings);
  if (behind.rules.empty())
    return result;
  llvm::Expected<CheckResult> rest = runCheck(program, behind, options);
  if (!rest)
    return rest;
  std::ranges::move(rest->report.findings, std::back_inserter(result->report.findings));
  std::ranges::move(rest->report.ledger.silentRules, std::back_inserter(result->report.ledger.silentRules));
  return result;
}

/// The rules that may say something else than in the base; those that are not of it among them.
rules::RuleSet Review::affectedOf(rules::RuleSet rules, const link::LinkedProgram &now,
                                  const std::vector<review::ChangedFunction> &changed) const {
  std::map<std::string, infer::Dependencies> known;
  for (const RuleDependencies &each : base_.dependencies) {
    infer::Dependencies &of = known[each.rule];
    for (const uint32_t function : each.consulted)
      of.consulted.emplace_back(function);
    for (const uint32_t function : each.requiring)
      of.requiring.emplace_back(function);
  }
  const review::AffectedRules affected(*program_->program, now, shipped_, changed);
  std::erase_if(rules.rules, [&](const rules::Rule &rule) {
    const auto dependencies = known.find(rule.id);
    return dependencies != known.end() && !affected.mayAffect(rule, dependencies->second);
  });
  return rules;
}

/// What the base says of the rules that were not asked.
void Review::addUnaffected(const rules::RuleSet &asked, const rules::RuleSet &all,
                           reports::Report &report) const {
  const auto holds = [&](const std::string &rule) { return all.find(rule) && !asked.find(rule); };
  for (const reports::Finding &finding : base_.report.findings)
    if (holds(finding.rule))
      report.findings.push_back(finding);
  for (const auto &silent : base_.report.ledger.silentRules)
    if (holds(silent.first))
      report.ledger.silentRules.push_back(silent);
}

std::vector<std::string> Review::newlySilent(const reports::Report &now) const {
  llvm::StringSet<> silent;
  for (const auto &[rule, lacks] : before_.ledger.silentRules)
    silent.insert(rule);
  std::vector<std::string> rules;
  for (const auto &[rule, lacks] : now.ledger.silentRules)
    if (!silent.contains(rule) && shipped_.find(rule))
      rules.push_back(rule + ": " + lacks);
  rules.insert(rules.end(), unfit_.begin(), unfit_.end());
  return rules;
}

llvm::Error Review::reviewPatch(const review::Patch &patch, review::Overlay &overlay,
                                review::PatchedFacts &facts) {
  if (llvm::Error error = overlay.apply(patch))
    return error;
  llvm::Expected<review::UpdatedUnits> updated = facts.update(overlay);
  if (!updated)
    return updated.takeError();
  reports::ReviewedPatch &reviewed = report_.patches.emplace_back();
  reviewed.patch = patch.name;
  reviewed.messageId = patch.messageId;
  reviewed.unitsCollected = updated->collected.size();
  reviewed.notAnalysed = updated->uncaptured;
  llvm::StringSet<> skippedBefore;
  for (const reports::SkippedUnit &unit : before_.ledger.skipped)
    skippedBefore.insert(unit.unit);
  for (const capture::SkippedUnit &unit : updated->skipped)
    if (!skippedBefore.contains(unit.unit))
      reviewed.skipped.push_back({unit.unit, unit.reason});
  if (updated->collected.empty() && updated->skipped.empty() && updated->removed.empty()) {
    reviewed.unchanged = before_.findings.size();
    return llvm::Error::success();
  }
  llvm::Expected<reports::Report> now = checkPatched(facts.database());
  if (!now)
    return now.takeError();
  review::Difference difference = review::differenceOf(before_.findings, now->findings);
  reviewed.fresh = std::move(difference.fresh);
  reviewed.fixed = std::move(difference.fixed);
  reviewed.unchanged = difference.unchanged;
  suppressNew(reviewed);
  reviewed.silentRules = newlySilent(*now);
  if (rules_)
    reviewed.temporaryRules = rules_->evidence();
  before_ = std::move(*now);
  return llvm::Error::success();
}

std::vector<std::string> Review::commandsToReproduce() const {
  std::string command = "hookqual review --db " + request_.database + " --kernel " + sourceRoot_;
  for (const std::string &path : request_.rulePaths)
    command += " --rules " + path;
  const SeriesSource &source = request_.series;
  if (!source.mailbox.empty())
    command += " --mbox " + source.mailbox;
  else if (!source.range.empty())
    command += " --range " + source.range;
  else
    command += " --patch " + llvm::join(source.patches, " ");
  return {command};
}

/// Most of what is suppressed concerns what no patch brings: that it matches nothing is no warning here.
void Review::suppressNew(reports::ReviewedPatch &patch) const {
  suppress(patch.fresh, suppressions_, today());
}

llvm::Expected<reports::ReviewReport> Review::run() {
  auto suppressions = rules::loadSuppressions(request_.suppressions);
  if (!suppressions)
    return suppressions.takeError();
  suppressions_ = std::move(*suppressions);
  if (llvm::Error error = readBase())
    return std::move(error);
  if (llvm::Error error = refuseOtherKernel())
    return std::move(error);
  llvm::Expected<review::Series> series = readSeries();
  if (!series)
    return series.takeError();
  report_.baseCommit = series->baseCommit;
  report_.reproduce = commandsToReproduce();
  review::Overlay overlay(sourceRoot_, scratch_);
  review::PatchedFacts facts(factsOptions());
  for (const review::Patch &patch : series->patches)
    if (llvm::Error error = reviewPatch(patch, overlay, facts)) {
      if (series->baseCommit.empty())
        return std::move(error);
      return llvm::joinErrors(std::move(error),
                              inputError("the series says that its base is " + series->baseCommit));
    }
  return std::move(report_);
}

} // namespace

llvm::Expected<reports::ReviewReport> review(const ReviewRequest &request) {
  llvm::Expected<ScratchDirectory> scratch = ScratchDirectory::make(request);
  if (!scratch)
    return scratch.takeError();
  return Review(request, scratch->path()).run();
}

} // namespace hookqual::commands
