// SPDX-License-Identifier: MIT
#include "analyzer/commands/AblationOption.h"

#include <CLI/CLI.hpp>

namespace hookqual::commands {

void addAblationOption(CLI::App &command, infer::Ablation &ablation) {
  std::vector<std::string> names;
  for (const auto &[name, feature] : infer::kFeatures)
    names.emplace_back(name);
  command
      .add_option_function<std::vector<std::string>>(
          "--without",
          [&ablation](const std::vector<std::string> &chosen) {
            for (const auto &[name, feature] : infer::kFeatures)
              if (std::find(chosen.begin(), chosen.end(), name) != chosen.end())
                ablation.remove(feature);
          },
          "Infer without this, to measure what it is worth; may be repeated")
      ->check(CLI::IsMember(names))
      ->type_name("FEATURE");
}

} // namespace hookqual::commands
