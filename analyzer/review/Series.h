// SPDX-License-Identifier: MIT
// Patch files, a mailbox or a range of commits ─► the patches of a series, in order.
#pragma once

#include "analyzer/review/Git.h"

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace hookqual::review {

struct Patch {
  std::string name; // the mail's subject, or the file's name
  std::string file; // with the diff, as `git apply` reads it
  std::string messageId;
};

struct Series {
  std::vector<Patch> patches;
  std::string baseCommit; // as a `base-commit:` line says; empty: none does
};

class SeriesReader {
public:
  /// Decoded mails are written below `scratch`, which exists.
  explicit SeriesReader(const std::string &scratch) : scratch_(scratch), git_(scratch) {}

  /// One patch a file: a bare diff, or a mail.
  llvm::Expected<Series> readFiles(const std::vector<std::string> &files);
  /// Mails without a diff, such as a cover letter, are no patches.
  llvm::Expected<Series> readMailbox(const std::string &file);
  /// The commits `A..B` of the repository.
  llvm::Expected<Series> readRange(const std::string &repository, const std::string &range);

private:
  llvm::Error addMails(const std::string &mailbox, const std::string &called, Series &series);
  llvm::Error addMail(const std::string &mail, const std::string &called, Series &series);

  std::string scratch_;
  Git git_;
  size_t mails_ = 0;
};

} // namespace hookqual::review
