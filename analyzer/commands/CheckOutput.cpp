// SPDX-License-Identifier: MIT
#include "analyzer/commands/CheckOutput.h"

#include "analyzer/commands/HtmlDirectory.h"
#include "reports/JsonReport.h"
#include "reports/TextReport.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/FileUtilities.h>
#include <llvm/Support/raw_ostream.h>

#include <unistd.h>

namespace hookqual::commands {

namespace {

std::string formatOf(const CheckOutput &output, llvm::StringRef path) {
  if (!output.format.empty())
    return output.format;
  if (path.ends_with(".sarif") || path.ends_with(".sarif.json"))
    return "sarif";
  if (path.ends_with("/"))
    return "html";
  return path.ends_with(".json") ? "json" : "text";
}

reports::SarifOptions sarifOptions(const CheckOutput &output) {
  reports::SarifOptions options;
  if (output.sarifProfile == "github")
    options.profile = reports::SarifProfile::GitHub;
  if (!output.versionControl.repository.empty())
    options.versionControl = output.versionControl;
  return options;
}

void render(const reports::Report &report, const CheckOutput &output, const std::string &format,
            reports::Colour colour, llvm::raw_ostream &out) {
  if (format == "json")
    reports::writeJson(report, out);
  else if (format == "sarif")
    reports::writeSarif(report, out, sarifOptions(output));
  else
    reports::writeText(report, out, {.colour = colour});
}

llvm::Error writeFile(const CheckOutput &output, const reports::Report &report, const std::string &path,
                      const std::string &sourceRoot) {
  const std::string format = formatOf(output, path);
  if (format == "html")
    return writeHtmlDirectory(report, sourceRoot, path);
  return llvm::writeToOutput(path, [&](llvm::raw_ostream &out) {
    render(report, output, format, reports::Colour::Never, out);
    return llvm::Error::success();
  });
}

} // namespace

void addCheckOutputOptions(CLI::App &command, CheckOutput &output) {
  command
      .add_option(
          "--format", output.format,
          "Form of the report (default: by the output's ending: .json, .sarif, / for html; else text)")
      ->check(CLI::IsMember({"text", "json", "sarif", "html"}));
  command
      .add_option("-o,--output", output.paths,
                  "Write the report here; may be repeated. A directory for html, which has many pages")
      ->type_name("PATH");
  command
      .add_option("--sarif-profile", output.sarifProfile,
                  "full, or what GitHub accepts: failures alone, within its limits")
      ->capture_default_str()
      ->check(CLI::IsMember({"full", "github"}));
  CLI::Option *repository =
      command
          .add_option("--repository", output.versionControl.repository, "Where the source is kept, for SARIF")
          ->type_name("URI");
  command
      .add_option("--revision", output.versionControl.revision,
                  "The commit of it that was captured, for SARIF")
      ->needs(repository)
      ->type_name("ID");
}

llvm::Error writeCheckOutput(const CheckOutput &output, const reports::Report &report,
                             const std::string &sourceRoot) {
  for (const std::string &path : output.paths)
    if (llvm::Error error = writeFile(output, report, path, sourceRoot))
      return llvm::createStringError(path + ": " + llvm::toString(std::move(error)));
  if (!output.paths.empty())
    return llvm::Error::success();
  const auto colour = isatty(STDOUT_FILENO) != 0 ? reports::Colour::Always : reports::Colour::Never;
  render(report, output, formatOf(output, ""), colour, llvm::outs());
  return llvm::Error::success();
}

} // namespace hookqual::commands
