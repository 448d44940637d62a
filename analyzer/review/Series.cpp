// SPDX-License-Identifier: MIT
#include "analyzer/review/Series.h"

#include "analyzer/capture/Paths.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <filesystem>

namespace hookqual::review {

namespace fs = std::filesystem;
using capture::inputError;

namespace {

bool hasDiff(llvm::StringRef text) {
  for (llvm::StringRef line : llvm::split(text, '\n'))
    if (line.starts_with("diff --git ") || line.starts_with("--- a/") || line.starts_with("--- /dev/null") ||
        line.starts_with("@@ -"))
      return true;
  return false;
}

/// The value of a line `Key: value`; empty when there is none.
std::string valueOf(llvm::StringRef text, llvm::StringRef key) {
  for (llvm::StringRef line : llvm::split(text, '\n'))
    if (line.consume_front_insensitive(key) && line.consume_front(":"))
      return line.trim().str();
  return "";
}

bool isMail(llvm::StringRef text) {
  const llvm::StringRef headers = text.split("\n\n").first;
  return text.starts_with("From ") ||
         (!valueOf(headers, "From").empty() && !valueOf(headers, "Subject").empty());
}

llvm::Expected<std::string> readExisting(const std::string &file) {
  std::error_code error;
  if (fs::is_directory(file, error))
    return inputError(file + ": is a directory");
  llvm::Expected<std::string> text = capture::readFile(file);
  if (!text)
    return text.takeError();
  if (llvm::StringRef(*text).trim().empty())
    return inputError(file + ": is empty");
  return text;
}

} // namespace

llvm::Error SeriesReader::addMail(const std::string &mail, const std::string &called, Series &series) {
  const std::string stem = scratch_ + "/mail-" + std::to_string(++mails_);
  const std::string message = stem + ".message", diff = stem + ".diff";
  llvm::Expected<GitRun> info = git_.run(scratch_, {"mailinfo", message, diff}, mail);
  if (!info)
    return info.takeError();
  if (info->status != 0)
    return inputError(called + ": mail " + std::to_string(mails_) + ": " +
                      llvm::StringRef(info->errors).trim().str());
  llvm::Expected<std::string> text = capture::readFile(diff);
  if (!text)
    return text.takeError();
  llvm::Expected<std::string> whole = capture::readFile(mail);
  if (!whole)
    return whole.takeError();
  if (series.baseCommit.empty())
    series.baseCommit = valueOf(*whole, "base-commit");
  if (!hasDiff(*text))
    return llvm::Error::success();
  std::string subject = valueOf(info->output, "Subject");
  if (subject.empty())
    subject = called + ", mail " + std::to_string(mails_);
  series.patches.push_back(
      {subject, diff, valueOf(llvm::StringRef(*whole).split("\n\n").first, "Message-ID")});
  return llvm::Error::success();
}

llvm::Error SeriesReader::addMails(const std::string &mailbox, const std::string &called, Series &series) {
  const std::string directory = scratch_ + "/mails-" + std::to_string(mails_);
  std::error_code error;
  fs::create_directories(directory, error);
  llvm::Expected<GitRun> split =
      git_.run(scratch_, {"mailsplit", "-b", "--keep-cr", "-o" + directory, mailbox});
  if (!split)
    return split.takeError();
  if (split->status != 0)
    return inputError(called + ": is no mailbox: " + llvm::StringRef(split->errors).trim().str());
  std::vector<std::string> mails;
  for (const auto &entry : fs::directory_iterator(directory, error))
    mails.push_back(entry.path().string());
  std::ranges::sort(mails);
  for (const std::string &mail : mails)
    if (llvm::Error failure = addMail(mail, called, series))
      return failure;
  return llvm::Error::success();
}

llvm::Expected<Series> SeriesReader::readFiles(const std::vector<std::string> &files) {
  Series series;
  for (const std::string &file : files) {
    llvm::Expected<std::string> text = readExisting(file);
    if (!text)
      return text.takeError();
    if (!hasDiff(*text) && !isMail(*text))
      return inputError(file + ": there is no patch in it");
    const size_t before = series.patches.size();
    const std::string absolute = capture::absolutePath(file, fs::current_path().string());
    if (isMail(*text)) {
      if (llvm::Error error = addMails(absolute, file, series))
        return std::move(error);
    } else {
      series.patches.push_back({fs::path(file).filename().string(), absolute, ""});
    }
    if (series.patches.size() == before)
      return inputError(file + ": there is no patch in it");
  }
  return series;
}

llvm::Expected<Series> SeriesReader::readMailbox(const std::string &file) {
  llvm::Expected<std::string> text = readExisting(file);
  if (!text)
    return text.takeError();
  if (!isMail(*text))
    return inputError(file + ":1:1: is no mailbox: it does not begin with a mail");
  Series series;
  if (llvm::Error error = addMails(capture::absolutePath(file, fs::current_path().string()), file, series))
    return std::move(error);
  if (series.patches.empty())
    return inputError(file + ": there is no patch in its mails");
  return series;
}

llvm::Expected<Series> SeriesReader::readRange(const std::string &repository, const std::string &range) {
  if (!llvm::StringRef(range).contains("..") || range.starts_with("-"))
    return inputError("--range " + range + ": a range has the form A..B");
  const std::vector<std::string> command = {"format-patch",      "--stdout",         "--no-signature",
                                            "--no-cover-letter", "--no-attach",      "--no-ext-diff",
                                            "--full-index",      "--end-of-options", range};
  llvm::Expected<GitRun> mails = git_.run(repository, command, "", GitConfiguration::Users);
  if (!mails)
    return mails.takeError();
  if (mails->status != 0)
    return inputError(repository + ": " + llvm::StringRef(mails->errors).trim().str());
  if (llvm::StringRef(mails->output).trim().empty())
    return inputError("--range " + range + ": there are no commits in it");
  const std::string mailbox = scratch_ + "/range.mbox";
  if (llvm::Error error = capture::writeFile(mailbox, mails->output))
    return std::move(error);
  Series series;
  if (llvm::Error error = addMails(mailbox, range, series))
    return std::move(error);
  if (series.patches.empty())
    return inputError("--range " + range + ": its commits change nothing");
  return series;
}

} // namespace hookqual::review
