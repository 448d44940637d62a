// SPDX-License-Identifier: MIT
// Reports that have one text form and one JSON form, and where they are written.
#pragma once

#include <CLI/CLI.hpp>
#include <llvm/Support/FileUtilities.h>
#include <llvm/Support/raw_ostream.h>

#include <string>

namespace hookqual::commands {

struct ReportOutput {
  std::string format = "text", path; // no path: the standard output
};

/// `--format` and `-o`; `what` is written.
inline void addOutputOptions(CLI::App &command, ReportOutput &output, const std::string &what) {
  command.add_option("--format", output.format, "Form of the " + what)
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json"}));
  command.add_option("-o,--output", output.path, "Write the " + what + " here")->type_name("PATH");
}

/// A file appears whole or not at all. The writers are called with the report and a stream.
template <typename Report, typename TextWriter, typename JsonWriter>
llvm::Error writeReport(const ReportOutput &output, const Report &report, TextWriter &&writeText,
                        JsonWriter &&writeJson) {
  auto render = [&](llvm::raw_ostream &out) {
    if (output.format == "json")
      writeJson(report, out);
    else
      writeText(report, out);
    return llvm::Error::success();
  };
  return output.path.empty() ? render(llvm::outs()) : llvm::writeToOutput(output.path, render);
}

} // namespace hookqual::commands
